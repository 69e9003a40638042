import { isAbsolute } from 'node:path';
import type { Finding, Rule } from '../../rules/rule';
import type { Format } from './format';

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const;

/**
 * SARIF, as GitHub's code scanning, GitLab and editors read it; a run without findings is written too, because it is what
 * closes the alerts of the one before.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export const sarif: Format = ({ findings, rules, version }) => {
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'milvus-l7', semanticVersion: version, rules: rules.map(descriptorOf) } },
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding) => resultOf(finding, rules)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
};

function descriptorOf({ id, severity, why, cure, see }: Rule) {
  return {
    id,
    shortDescription: { text: sentence(id.replaceAll('-', ' ')) },
    fullDescription: { text: sentence(`Otherwise ${why}`) },
    help: { text: cure },
    // Pages of this project have no address that holds for every copy of it.
    ...(/^https:/.test(see) && { helpUri: see }),
    defaultConfiguration: { level: LEVELS[severity] },
  };
}

function resultOf({ rule, severity, message, why, cure, at, object, path }: Finding, rules: readonly Rule[]) {
  const name = [object, path].filter((part) => part !== undefined).join(' ');
  return {
    ruleId: rule,
    ruleIndex: rules.findIndex(({ id }) => id === rule),
    level: LEVELS[severity],
    message: { text: [sentence(message), `Why: ${sentence(why)}`, `Cure: ${cure}`].join('\n') },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(at.file) },
          region: { startLine: at.line, startColumn: at.col },
        },
        ...(name !== '' && { logicalLocations: [{ fullyQualifiedName: name }] }),
      },
    ],
  };
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;
}

/** A file of the repository from its root; one that is elsewhere by its whole address. */
function uriOf(file: string): string {
  const steps = file.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
  return isAbsolute(file) ? `file://${steps.startsWith('/') ? '' : '/'}${steps}` : steps;
}
