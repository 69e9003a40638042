import { App, Chart, Yaml } from 'cdk8s';
import { InvalidProps } from '../../src/errors';

/** A chart with the defaults of any cdk8s program. */
export function newChart(): Chart {
  return new Chart(new App(), 'prod');
}

/** The YAML that ships for what `build` adds to a chart. */
export function yamlOf(build: (scope: Chart) => unknown): string {
  const chart = newChart();
  build(chart);
  return Yaml.stringify(...(chart.toJson() as unknown[]));
}

/** What InvalidProps says of what `build` adds to a chart; an empty list where nothing is wrong. */
export function complaintsOf(build: (scope: Chart) => unknown): string[] {
  try {
    build(newChart());
    return [];
  } catch (error) {
    if (!(error instanceof InvalidProps)) throw error;
    return error.message.split('\n');
  }
}
