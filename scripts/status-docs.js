// docs/status.md from the statuses of certificates and the kinds that are read.
const INTRODUCTION = `<!-- Generated from src/gke and src/live by \`npm run generate\`; do not edit. -->

# How far an environment is

\`\`\`bash
npx milvus-l7 status production              # now
npx milvus-l7 status production --watch      # each change, until all is ready
npx milvus-l7 status production --format json
\`\`\`

\`milvus-l7 status\` asks the cluster of your KUBECONFIG's current context, or of \`--context\`, as kubectl would, and
says what is ready, what is not, and what to do about it. Standard error names the context and the
server. It reads and never writes, and asks for no Secret. It needs
\`@kubernetes/client-node@1.4.0\`, and \`dist/\` of the environment.

<!-- prettier-ignore -->
| row           | ready when                                                                                   | where it is read                                          |
| ------------- | -------------------------------------------------------------------------------------------- | --------------------------------------------------------- |
| \`dist\`        | every object of \`dist/manifests\` is there with the same fields, and the chart's Service has the annotations of the values; what others have added is theirs | the objects |
| \`proxies\`     | as many pods are Ready as the environment wants, at least one, and none that is there is not | pods with the chart's labels                              |
| \`NEGs\`        | each Service behind the Ingress, that of REST too, has network endpoint groups               | its annotation \`cloud.google.com/neg-status\`              |
| \`address\`     | the load balancer has one                                                                    | \`status.loadBalancer\` of the Ingress                      |
| \`backends\`    | the load balancer finds all of the release's groups \`HEALTHY\`; the worst one is told         | the Ingress' annotation \`ingress.kubernetes.io/backends\`  |
| \`certificate\` | Google-managed: it is \`Active\`; else: port 443 has one, and cert-manager has issued it where it should | ManagedCertificate, Certificate, \`ingress.kubernetes.io/https-forwarding-rule\` |
| \`Gateway\`     | its conditions \`Programmed\` and \`networking.gke.io/GatewayHealthy\` are True, its redirect is reconciled, its policy attached | \`status.conditions\` of the Gateway; \`Accepted\` stays True while nothing is set up, and is not asked |
| \`Gateway IP\`  | the Gateway has an address                                                                   | its \`status.addresses\`                                   |
| \`Gateway NEGs\` | each Service of ours behind the Gateway has network endpoint groups                        | the annotation \`cloud.google.com/neg-status\`             |
| \`routes\`      | the route of the release is \`Accepted\`, its \`ResolvedRefs\` and \`Reconciled\` are True      | \`status.parents\` of the HTTPRoute                        |
| \`policies\`    | each GCPBackendPolicy and HealthCheckPolicy of the release is \`Attached\`                   | \`status\` of the policy                                   |

The rows of an Ingress stand where \`api\` or \`also\` is \`ingress\`, those of a Gateway where one of them is \`gateway\`:
while moving, both, and ready means both. Google's certificates for a Gateway are none of the cluster's: Terraform
knows them, and a missing one keeps the Gateway from being programmed.

Ready means that calls should come through. That they do is what [\`milvus-l7 verify\`](verify.md) proves:
it goes the way of a client.

What differs from \`dist\` makes an environment not ready, even where all of it works: what runs is not
what was reviewed. Pods from before the Ingress lack the readiness gate of the load balancer; that is
noted, and one restart of the proxies is the cure.

What a condition of Gateway, route or policy says counts for the form of the object that it tells of, by its
\`observedGeneration\`: after a change, the object is not ready until its controller has looked at it again. Of a
route and a policy only what the controller of GKE's own Gateways tells counts.

With several releases each has a row. The latest warnings of the controllers about Ingress and Gateway stand
below, where they may be read: they sync all or nothing, and say why.

## Watching

\`--watch\` tells the state once, then a line for each change: how long it has watched, what changed, and
how long it had been so before. It ends with exit code 0 when all is ready, with 1 after \`--timeout\`
(\`90s\`, \`10m\`, \`1h\`; 60 minutes if left out). A watch that is dropped is opened again, a cluster that
cannot be reached is asked again: that is told once. With \`--format json\`, each change is one line.

Exit code: 0 ready, 1 not ready, or the cluster cannot be asked; 2 wrong use; 130 and 143 after a
signal.

## Certificates of Google

The status of the host's domain is told where it says more than that of the certificate.`;

const GATEWAY_PART = `## Codes of the Gateway controller

The controller writes them into conditions and events. Any of them keeps the whole Gateway as it was.`;

const RIGHTS = `## Rights

Whoever may \`view\` the namespace may read what belongs to Kubernetes; the kinds of Google and
cert-manager need a rule of their own. All of it, without any right to write:`;

const JSON_PART = `## For programs

\`--format json\` is one object: \`environment\`, \`namespace\`, \`ingress\` and \`gateway\` as far as there are any, \`ready\`, \`releases\` (\`name\`, \`host\`),
\`events\`, and \`checks\`, each with \`subject\` (\`dist\`, \`proxies\`, \`negs\`, \`address\`, \`backends\`,
\`certificate\`, \`gateway\`, \`gateway-address\`, \`gateway-negs\`, \`routes\`, \`policies\`), \`release\` unless it is the load balancer's own, \`state\`, \`ready\`, \`details\`, \`notes\`, and
where they are known \`meaning\` and \`normalMinutes\`. Keys may be added.

Proved with a real API server and Google's own definitions, with statuses and annotations as the
controllers write them; against GKE itself it was not run.`;

/** @param resources - kinds that are read, with what roles call them */
exports.statusDocs = (statuses, resources, gatewayErrors) =>
  `${[INTRODUCTION, table(statuses), GATEWAY_PART, errorTable(gatewayErrors), RIGHTS, role(resources), JSON_PART].join('\n\n')}\n`;

function table(statuses) {
  const rows = Object.entries(statuses)
    .filter(([status]) => status !== 'Active')
    .map(
      ([status, { meaning, normalMinutes }]) =>
        `| \`${status}\` | ${meaning} | ${normalMinutes === undefined ? '–' : `up to ${normalMinutes} minutes`} |`,
    );
  return ['<!-- prettier-ignore -->', '| status | what to do | normal for |', '| --- | --- | --- |', ...rows].join(
    '\n',
  );
}

function errorTable(errors) {
  const rows = Object.entries(errors).map(([code, { cause, cure }]) => `| \`${code}\` | ${cause} | ${cure} |`);
  return ['<!-- prettier-ignore -->', '| code | cause | what to do |', '| --- | --- | --- |', ...rows].join('\n');
}

function role(resources) {
  const groups = new Map();
  for (const { apiVersion, plural } of resources) {
    const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
    groups.set(group, [...(groups.get(group) ?? []), plural]);
  }
  const rules = [...groups].flatMap(([group, plurals]) => [
    `  - apiGroups: ['${group}']`,
    `    resources: [${plurals.join(', ')}]`,
    '    verbs: [get, list, watch]',
  ]);
  const head = [
    'apiVersion: rbac.authorization.k8s.io/v1',
    'kind: Role',
    'metadata: { name: milvus-l7-status }',
    'rules:',
  ];
  return ['```yaml', ...head, ...rules, '```'].join('\n');
}
