// docs/monitoring.md from src/monitoring: every alert and panel of an environment in which everything is watched.
const { escaped, wrap } = require('./markdown');

const INTRODUCTION = `<!-- Generated from src/monitoring by \`npm run generate\`; do not edit. -->

# Seen before clients see it

\`\`\`yaml
monitoring:
  podMonitoring: true # Milvus' metrics, into Google Cloud Managed Service for Prometheus
  alerts: # {} for all of them with the defaults
    notificationChannels: { email: oncall@example.com } # or a list, with projects/…/notificationChannels/… in it
    availability: 99.9 # percent of calls over 30 days
    latency: { searchMs: 1000, insertMs: 2000 }
  dashboard: true
  uptimeCheck: true # external load balancers
\`\`\`

Nothing of it is there unless it is named. A PodMonitoring per release stands among the manifests; alert
policies, channels, dashboard and uptime checks are in the Terraform stack of the environment.
[examples/monitoring.yaml](../examples/monitoring.yaml) has all of it, [the keys](environment.md#monitoring) are
with all others.

Both sides are needed. Milvus answers a gRPC call that fails with HTTP 200 and the reason inside, so the load
balancer counts it as fine; a call that never reached Milvus is in no metric of Milvus'.

Who applies the stack needs the role \`roles/monitoring.editor\` beside those for the rest. Whether metrics
arrive is not for \`milvus-l7 status\` to tell, which asks the cluster only: in Google Cloud, _Monitoring_,
_Metrics explorer_, _PromQL_, \`up{job="RELEASE-milvus"}\` has a line for each pod. \`milvus-l7 preflight\` tells
where managed collection is off.`;

const METRICS_TEXT = `Of the thousands of samples that a Milvus has, the PodMonitoring keeps what alerts and dashboard read:`;

const COST = `Samples are paid for by their number. Every 30 seconds a pod that is no proxy yields two. A proxy yields one for each
pair of function and status of its calls, and some 20 for each histogram: a kind of query or write, with Milvus 2.5
and later in each collection. A standalone Milvus 2.3.5 after a few calls of two kinds: 62 of 1,659, as
[the end-to-end test](e2e.md) prints. A hundred collections that are searched and written, behind two proxies, make
some 9,000, twice a minute. \`limits\` or a longer \`interval\` in a PodMonitoring of your own, with \`podMonitoring: false\`,
make it less. Conditions of alert policies, and the points that their queries read, are paid for too: queries sum over
releases, so that one environment has each alert once.

Series carry \`project_id\`, \`location\`, \`cluster\`, \`namespace\`, \`job\`, which is \`RELEASE-milvus\`, \`instance\`, \`pod\`,
\`container\` and the pod's \`component\`. Metrics of a collection of your own serve alerts and dashboard as well, where
they have \`project_id\`, \`namespace\`, \`job\` and \`component\`, and \`cluster\` where the environment names the cluster.

A NetworkPolicy of ours (\`networkPolicy: {}\`) lets the collectors in to 9091. One of your own must let in pods with
\`app.kubernetes.io/name: collector\` of the namespaces \`gke-gmp-system\` and \`gmp-system\`.`;

const ALERTS_TEXT = `Each is a policy with one condition in PromQL. The message has what it means, and where to begin:
\`milvus-l7 status\`, \`milvus-l7 verify\`, the runbook. Below they are as an environment \`production\` has them, with
a release \`search\`, a Cloud Armor policy and a memory limit. An alert is there only where its subject is: that of
memory where the Helm values set a limit (\`queryNode.resources.limits.memory\`), Cloud Armor's where a policy is named,
cert-manager's where an issuer is, those of certificates outside of a network only.

- Which calls failed is told in the words of every Milvus from 2.4 to 3.0, which changed twice. To 2.5, refusals by
  authentication and limits are not counted; to 2.6.18, mistakes of callers count as failures, and an application
  that asks for what is not there may raise an alert. Refusals over 64 MiB are counted nowhere.
- Burn rates are Google's own: 14.4 over an hour and 6 over six hours page, and a day at 3 is a ticket. A policy may
  look back for a day only; the three days of the book need a service level objective. Fewer than ten failures, or
  ten calls, tell nothing.
- The parts of the load balancer are found by the names that the Ingress controller will give them, of old and of new.
  Those of a Gateway are as they were seen; its source is closed. What a load balancer counts comes up to 90 seconds late.
- Certificates are read by the uptime checks. Google begins to renew about a month before the end, so 14 days mean that
  something is in the way.
- cert-manager's own metrics must be collected where it runs, with a PodMonitoring in its namespace, port
  \`http-metrics\`, by hand: \`kubectl apply\` of ours stays in the environment's namespace.`;

const CHECKS = `Every host is called over HTTPS from Google's places every minute, and must answer 415: so answers gRPC to a GET,
whatever the path. 404 is the load balancer's default backend, 502 broken TLS behind it, 403 Cloud Armor. A
certificate that not everybody trusts is a failure too. Where \`loadBalancer.securityPolicy.allow\` is a list, the
checkers must be on it: write what \`gcloud monitoring uptime list-ips\` prints as
\`uptimeCheck: { checkerRanges: [203.0.113.7/32, …] }\`, and the policy lets them in too. The list changes now and then.
Google calls nothing inside a network, so an internal load balancer has no check.`;

const OWN = `An alert of your own is a resource of your own, in your own Terraform or in TypeScript beside ours:

\`\`\`ts
import { AlertPolicy, MilvusGcpStack } from 'milvus-gke-l7/gcp';

const stack = new MilvusGcpStack(app, 'production', environment);
new AlertPolicy(stack, 'slow-queries', {
  displayName: 'production: slow queries',
  query: 'sum(rate(milvus_proxy_slow_query_count{job="search-milvus"}[5m])) > 1',
  durationSec: 300,
  severity: 'WARNING',
  documentation: 'Calls take longer than proxy.slowQuerySpanInSeconds.',
  notificationChannels: [],
});
\`\`\`

A metric that is not in the table above is not collected: have it collected with a second PodMonitoring.
Expressions can be tried before they are applied, as ours are, with promtool of Debian's package \`prometheus\`:
\`promtool check rules\`, \`promtool test rules\`; test/monitoring has ours. Rules of Managed Service for Prometheus
(\`Rules\`) see metrics of their cluster only, never those of the load balancer, and tell an Alertmanager in the
cluster.

\`milvus-l7 diff\` tells as a danger when an alert, a channel, an uptime check or a PodMonitoring goes.`;

/** @param metrics METRICS; @param alerts alertsOf(…); @param sections sectionsOf(…); @param caught CAUGHT */
exports.monitoringDocs = ({ metrics, alerts, sections, caught }) => {
  const [release, shared] = sections;
  return `${[
    INTRODUCTION,
    '## Metrics',
    METRICS_TEXT,
    metricsTable(metrics),
    COST,
    '## Alerts',
    ALERTS_TEXT,
    ...alerts.map((alert) => alertText(alert, caught[alert.id] ?? [])),
    '## Dashboard',
    'From the top down, the same six charts for each release, and one of all requests.',
    ...[...release.panels, ...shared.panels].map(panelText),
    '## Uptime checks',
    CHECKS,
    "## One's own",
    OWN,
  ].join('\n\n')}\n`;
};

function metricsTable(metrics) {
  const rows = Object.values(metrics).map(
    ({ name, type, since, tells }) => `| \`${name}\` | ${type} | ${since} | ${escaped(tells)} |`,
  );
  const head = [
    '<!-- prettier-ignore -->',
    '| metric | type | known since Milvus | tells |',
    '| --- | --- | --- | --- |',
  ];
  return [...head, ...rows].join('\n');
}

function alertText({ id, title, expr, forSec, severity, meaning }, symptoms) {
  const told = severity === 'CRITICAL' ? 'somebody gets up for it' : 'it can wait for the morning';
  const parts = [
    `### ${title}`,
    wrap(`\`${id}\`, ${severity}: ${told}. ${escaped(meaning)}`),
    ...(symptoms.length > 0
      ? [wrap(`It would have told of what was reported as ${symptoms.map((one) => `_${escaped(one)}_`).join('; ')}.`)]
      : []),
    `\`\`\`promql\n# for ${forSec} s\n${expr}\n\`\`\``,
  ];
  return parts.join('\n\n');
}

function panelText({ title, answers, lines }) {
  return [
    `### ${title}`,
    wrap(escaped(answers)),
    `\`\`\`promql\n${lines.map(({ expr }) => expr).join('\n\n')}\n\`\`\``,
  ].join('\n\n');
}

/** The environment whose alerts and charts the page shows. */
exports.DOCS_ENVIRONMENT = {
  project: 'my-project',
  region: 'us-west1',
  releases: [{ name: 'search', host: 'search.example.com', backendCertificate: { issuer: 'internal' } }],
  loadBalancer: { name: 'milvus', securityPolicy: { rateLimit: { requestsPerMinute: 600 } } },
  monitoring: { podMonitoring: true, alerts: {}, dashboard: true, uptimeCheck: true },
};
exports.DOCS_LIMITS = new Map([['search', [{ component: 'querynode', bytes: 34359738368 }]]]);
