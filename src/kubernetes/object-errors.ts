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
  const { errors, twice } = passOf(chart);
  const { path } = chart.node;
  const own = errors.filter(({ at, rule }) => at.file === path && !Object.hasOwn(allow, rule));
  return [...twice.filter(([object]) => object.chart === chart).map(describeTwice), ...own.map(describeFinding)];
}

/** What one validation of an app finds. */
interface Pass {
  /** The charts that were told already. */
  readonly told: Set<TopologyChart>;
  /** The objects that the rules have seen, as text. */
  readonly seen: string;
  readonly errors: readonly Finding[];
  readonly twice: readonly Twice[];
}

/**
 * cdk8s validates the whole app once for each chart, and asks each chart once: who is asked again begins the next pass.
 * Without this, ten charts would be looked at a thousand times.
 */
function passOf(chart: TopologyChart): Pass {
  const { root } = chart.node;
  const last = PASSES.get(root);
  if (last && !last.told.has(chart)) {
    last.told.add(chart);
    return last;
  }
  const charts = root.node.findAll().filter((one) => Chart.isChart(one));
  const inputs = charts.flatMap(inputsOf);
  const seen = JSON.stringify(inputs);
  const errors = last?.seen === seen ? last.errors : lint(inputs, { severities: ['error'] });
  const pass = { told: new Set([chart]), seen, errors, twice: twiceIn(charts.filter(isTopologyChart)) };
  PASSES.set(root, pass);
  return pass;
}

const PASSES = new WeakMap<object, Pass>();

/** Two objects of one name: one of them wins in the cluster, and the load balancer of the other is not what its chart says. */
type Twice = readonly [object: ApiObject, first: ApiObject, project: string];

function twiceIn(charts: readonly TopologyChart[]): Twice[] {
  const firsts = new Map<string, ApiObject>();
  return charts.flatMap((chart) =>
    objectsOf(chart).flatMap((object): Twice[] => {
      const { apiGroup, kind, name, metadata } = object;
      const { project } = chart.topology;
      const key = JSON.stringify([project, apiGroup, kind, metadata.namespace, name]);
      const first = firsts.get(key);
      if (first) return [[object, first, project]];
      firsts.set(key, object);
      return [];
    }),
  );
}

function describeTwice([{ kind, name, metadata, node }, first, project]: Twice): string {
  const where = metadata.namespace === undefined ? project : `namespace ${metadata.namespace} of ${project}`;
  return describeFault({
    message: `${node.path} and ${first.node.path} are both the ${kind} ${name} in ${where}`,
    cure: 'give one of them another name, namespace or project',
  });
}

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
  const annotations = backendConfigName === undefined ? {} : serviceAnnotationsOf(GRPC_PORT.name, backendConfigName);
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

function objectsOf(chart: Chart): ApiObject[] {
  return chart.node.findAll().filter((one): one is ApiObject => ApiObject.isApiObject(one) && one.chart === chart);
}

function describeFinding({ rule, object, path, message, why, cure }: Finding): string {
  const subject = [object, path].filter(Boolean).join(' ');
  return [`${subject}: ${message} (${rule})`, why, cure, `or skipRules: { '${rule}': 'why it is fine here' }`].join(
    '\n    ',
  );
}
