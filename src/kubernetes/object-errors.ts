import { ApiObject, Chart } from 'cdk8s';
import { describeFault } from '../errors';
import { serviceAnnotationsOf } from '../gke/service-annotations';
import { GRPC_PORT } from '../milvus/service';
import { type Finding } from '../rules/rule';
import { type Input, lint } from '../rules/run';
import { type Release, type Topology } from '../topology/topology';
import { type TopologyChart } from './topology-chart';

/**
 * What is wrong with the objects of a chart as they are now, in the words of the report that cdk8s gives: objects that are
 * there twice, and what the rules call an error.
 *
 * @param allow - rules whose findings are fine, with the reasons
 */
export function objectErrors(chart: TopologyChart, allow: Readonly<Record<string, string>>): string[] {
  const errors = findingsOf(chart).filter(({ severity, rule }) => severity === 'error' && !Object.hasOwn(allow, rule));
  return [...duplicates(chart), ...errors.map(describeFinding)];
}

/** One of two objects wins in the cluster, and the load balancer of the other is not what its chart says. */
function duplicates(chart: TopologyChart): string[] {
  const { project } = chart.topology;
  const charts = chartsOf(chart).filter((one) => isTopologyChart(one) && one.topology.project === project);
  const objects = charts.flatMap(objectsOf);
  const keys = objects.map(({ apiGroup, kind, name, metadata }) =>
    JSON.stringify([apiGroup, kind, metadata.namespace, name]),
  );
  return objects.flatMap((object, index) => {
    const first = objects[keys.indexOf(keys[index] ?? '')];
    if (object.chart !== chart || first === undefined || first === object) return [];
    const { kind, name, metadata, node } = object;
    const where = metadata.namespace === undefined ? project : `namespace ${metadata.namespace} of ${project}`;
    return [
      describeFault({
        message: `${node.path} and ${first.node.path} are both the ${kind} ${name} in ${where}`,
        cure: 'give one of them another name, namespace or project',
      }),
    ];
  });
}

/** What the rules find in the chart, where they see the objects of the whole app. */
function findingsOf(chart: TopologyChart): readonly Finding[] {
  const inputs = chartsOf(chart).flatMap(inputsOf);
  const key = JSON.stringify(inputs);
  const { root } = chart.node;
  const known = FINDINGS.get(root);
  const findings = known?.key === key ? known.findings : lint(inputs);
  FINDINGS.set(root, { key, findings });
  return findings.filter(({ at }) => at.file === chart.node.path);
}

/** cdk8s validates the whole app once for each chart: without this, ten charts would be looked at a thousand times. */
const FINDINGS = new WeakMap<object, { readonly key: string; readonly findings: readonly Finding[] }>();

/** Charts of several environments do not see each other's objects, any other chart of the app is of all of them. */
function inputsOf(chart: Chart): Input[] {
  const { path } = chart.node;
  const values = objectsOf(chart).map((object) => object.toJson() as unknown);
  if (!isTopologyChart(chart)) return [{ file: path, text: '', values }];
  const text = `# milvus-l7 environment=${encodeURIComponent(path)}\n`;
  const file = `${path} helm`;
  return [
    { file: path, text, values },
    { file, text, values: chart.topology.releases.map((release) => helmServiceOf(release, chart.topology)) },
  ];
}

/** The Service that the Helm release makes: it leads from the Ingress to the BackendConfig. */
function helmServiceOf({ serviceName, backendConfigName }: Release, { namespace }: Topology): unknown {
  const annotations = serviceAnnotationsOf(GRPC_PORT.name, backendConfigName);
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: serviceName, namespace, annotations },
    spec: { type: 'ClusterIP', ports: [{ name: GRPC_PORT.name, port: GRPC_PORT.number }] },
  };
}

/** Every chart is an `instanceof` every subclass of Chart: cdk8s has it so. */
function isTopologyChart(chart: Chart): chart is TopologyChart {
  return 'topology' in chart;
}

function chartsOf(chart: Chart): Chart[] {
  return chart.node.root.node.findAll().filter((one) => Chart.isChart(one));
}

function objectsOf(chart: Chart): ApiObject[] {
  return chart.node.findAll().filter((one): one is ApiObject => ApiObject.isApiObject(one) && one.chart === chart);
}

function describeFinding({ rule, object, path, message, why, cure }: Finding): string {
  const subject = [object, path].filter(Boolean).join(' ');
  return [`${subject}: ${message} (${rule})`, why, cure, `or skipRules: { '${rule}': 'why it is fine here' }`].join(
    '\n    ',
  );
}
