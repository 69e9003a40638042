import { KEPT_FIELDS } from '../../../gke/kept-fields';
import { HEALTH } from '../../../milvus/service';
import { PAGES } from '../../../rules/pages';
import { mappingOf, valueAt } from '../../../source/plain';
import type { Artifact } from '../../artifact';
import type { Danger, Found } from '../../danger';
import { pairsOf } from '../../edge';
import { type Field, fieldsBetween } from '../../fields';
import { listed } from '../../words';

const { port, requestPath } = HEALTH;

export const healthCheckChanges: Danger = {
  id: 'health-check-changes',
  why: 'the check decides which pods get calls: one that does not fit takes every pod out, and the load balancer answers 503',
  cure: `Keep HTTP on port ${port} and ${requestPath}, which Milvus answers in clear text always. Watch the backends' health while it changes.`,
  see: PAGES.features,
  *check(changes) {
    for (const { before, after } of pairsOf(changes, 'BackendConfig')) {
      const [from, to] = [before, after].map(({ value }) => valueAt(value, ['spec', 'healthCheck']));
      if (from === undefined && to === undefined) continue;
      if (to === undefined) {
        const why =
          'without it the load balancer checks HTTP2 on the serving port, which Milvus does not answer there: every pod is unhealthy';
        yield { on: after, message: 'the health check is removed', why };
        continue;
      }
      // A number that disappears stays as it is: field-does-not-revert.
      const fields = fieldsBetween(mappingOf(from), mappingOf(to)).filter(
        (field) => field.after !== undefined || !isKept(field.path),
      );
      yield* told(after, fields);
    }
    for (const { before, after } of pairsOf(changes, 'HealthCheckPolicy')) {
      const [from, to] = [before, after].map(({ value }) => mappingOf(valueAt(value, ['spec', 'default'])));
      yield* told(after, fieldsBetween(from ?? {}, to ?? {}));
    }
  },
};

function* told(on: Artifact, fields: readonly Field[]): Generator<Found> {
  if (fields.length === 0) return;
  const parts = fields.map(
    ({ path, before, after }) => `\`${path.replaceAll('`', "'")}\` from ${words(before)} to ${words(after)}`,
  );
  yield { on, message: `the health check changes: ${listed(parts)}` };
}

function isKept(name: string): boolean {
  return KEPT_FIELDS.BackendConfig.some(({ path }) => path.slice(1).join('.') === `healthCheck.${name}`);
}

function words(value: string | undefined): string {
  return value === undefined ? 'the default' : `\`${value.replaceAll('`', "'")}\``;
}
