// Writes what is derived and committed: imports/, environments/schema.json, docs/environment.md, docs/charts.md,
// docs/diff.md, docs/library.md, docs/monitoring.md, docs/operations.md, docs/rules.md, docs/status.md, docs/troubleshooting.md,
// docs/verify.md, src/config/environment.ts.
const { execFileSync } = require('node:child_process');
const { readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { buildSync } = require('esbuild');
const { chartsDocs } = require('./charts-docs');
const { diffDocs } = require('./diff-docs');
const { environmentDocs } = require('./environment-docs');
const { environmentTypes } = require('./environment-types');
const { operationsDocs } = require('./operations-docs');
const { libraryDocs } = require('./library-docs');
const { DOCS_ENVIRONMENT, DOCS_LIMITS, monitoringDocs } = require('./monitoring-docs');
const { rulesDocs } = require('./rules-docs');
const { statusDocs } = require('./status-docs');
const { troubleshootingDocs } = require('./troubleshooting-docs');
const { verifyDocs } = require('./verify-docs');

const root = join(__dirname, '..');

async function main() {
  execFileSync(process.execPath, [join(__dirname, 'generate-imports.js')], { cwd: root, stdio: 'inherit' });
  const schema = loadTypeScript('src/config/keys.ts').environmentJsonSchema();
  writeFileSync(join(root, 'environments/schema.json'), `${JSON.stringify(schema, null, 2)}\n`);
  writeFileSync(join(root, 'docs/environment.md'), environmentDocs(schema));
  const { CHART_LINES } = loadTypeScript('src/milvus/chart.ts');
  const { chartAbilities } = loadTypeScript('src/milvus/abilities.ts');
  writeFileSync(join(root, 'docs/charts.md'), chartsDocs(CHART_LINES, chartAbilities()));
  const { DANGERS } = loadTypeScript('src/diff/index.ts');
  const { DIST_IS_NOT_SYNTHESIZED, NEW_ERROR } = loadTypeScript('src/diff/by-hand.ts');
  const { CHANGE_EFFECTS } = loadTypeScript('src/gke/replacement.ts');
  writeFileSync(join(root, 'docs/diff.md'), diffDocs([DIST_IS_NOT_SYNTHESIZED, ...DANGERS, NEW_ERROR], CHANGE_EFFECTS));
  const { topologyOf } = loadTypeScript('src/topology/topology-of.ts');
  const watched = topologyOf('production', DOCS_ENVIRONMENT);
  const monitoring = {
    metrics: loadTypeScript('src/milvus/metrics.ts').METRICS,
    alerts: loadTypeScript('src/monitoring/alerts.ts').alertsOf(watched, DOCS_LIMITS),
    sections: loadTypeScript('src/monitoring/panels.ts').sectionsOf(watched),
    caught: loadTypeScript('src/monitoring/reports.ts').CAUGHT,
  };
  writeFileSync(join(root, 'docs/monitoring.md'), monitoringDocs(monitoring));
  writeFileSync(join(root, 'docs/rules.md'), rulesDocs(loadTypeScript('src/rules/index.ts').RULES));
  const { CERTIFICATE_STATUSES } = loadTypeScript('src/gke/certificate-statuses.ts');
  const { GATEWAY_ERRORS } = loadTypeScript('src/gke/gateway-errors.ts');
  const { EVENTS, PODS, RESOURCES } = loadTypeScript('src/live/resources.ts');
  writeFileSync(
    join(root, 'docs/status.md'),
    statusDocs(CERTIFICATE_STATUSES, [...RESOURCES, PODS, EVENTS], GATEWAY_ERRORS),
  );
  const { VALID_DAYS } = loadTypeScript('src/operations/certificate.ts');
  const { SECRET_RULES } = loadTypeScript('src/operations/secrets.ts');
  const { PASSWORD_BYTES } = loadTypeScript('src/operations/first-password.ts');
  const { POD_RULES } = loadTypeScript('src/operations/milvus-pod.ts');
  const operations = {
    days: VALID_DAYS,
    passwordBytes: PASSWORD_BYTES,
    secretRules: SECRET_RULES,
    podRules: POD_RULES,
  };
  writeFileSync(join(root, 'docs/operations.md'), operationsDocs(operations));
  const { TROUBLES } = loadTypeScript('src/report/troubles.ts');
  writeFileSync(join(root, 'docs/troubleshooting.md'), troubleshootingDocs(TROUBLES));
  writeFileSync(
    join(root, 'docs/verify.md'),
    verifyDocs(
      loadTypeScript('src/report/causes.ts').CAUSES,
      loadTypeScript('src/report/gateway-causes.ts').GATEWAY_CAUSES,
    ),
  );
  writeFileSync(join(root, 'src/config/environment.ts'), await environmentTypes(schema));
  const library = join(root, 'docs/library.md');
  writeFileSync(library, libraryDocs(readFileSync(library, 'utf8'), root));
}

function loadTypeScript(entry) {
  const { outputFiles } = buildSync({
    entryPoints: [join(root, entry)],
    bundle: true,
    platform: 'node',
    packages: 'external',
    write: false,
  });
  const loaded = { exports: {} };
  new Function('module', 'exports', 'require', outputFiles[0].text)(loaded, loaded.exports, require);
  return loaded.exports;
}

void main();
