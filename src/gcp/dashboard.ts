import { MonitoringDashboard } from '@cdktf/provider-google/lib/monitoring-dashboard';
import { Construct } from 'constructs';
import type { Line, Panel, Section } from '../monitoring/alert';
import { literal } from './literal';
import type { OrderedProps } from './ordered';

export interface DashboardProps extends OrderedProps {
  /** What people see it called. */
  readonly displayName: string;
  /** From the top down. */
  readonly sections: readonly Section[];
}

/**
 * A dashboard of Cloud Monitoring: a heading for each section, and below it its charts, three in a line.
 *
 * @see https://cloud.google.com/monitoring/dashboards/api-dashboard
 */
export class Dashboard extends Construct {
  readonly resource: MonitoringDashboard;

  constructor(scope: Construct, id: string, props: DashboardProps) {
    super(scope, id);
    const { displayName, sections, dependsOn } = props;
    const dashboard = { displayName, mosaicLayout: { columns: COLUMNS, tiles: tilesOf(sections) } };
    this.resource = new MonitoringDashboard(this, 'dashboard', {
      dashboardJson: literal(JSON.stringify(dashboard, undefined, 2)),
      ...(dependsOn && { dependsOn }),
    });
  }
}

const COLUMNS = 48;
const PANELS_IN_LINE = 3;
const HEADING_HEIGHT = 4;
const PANEL_HEIGHT = 14;

/** A place of 0 is left out: Google does, and Terraform would find a difference for ever. */
interface Tile {
  readonly xPos?: number;
  readonly yPos?: number;
  readonly width: number;
  readonly height: number;
  readonly widget: Readonly<Record<string, unknown>>;
}

function tilesOf(sections: readonly Section[]): Tile[] {
  const tiles: Tile[] = [];
  let y = 0;
  const place = (x: number, width: number, height: number, widget: Tile['widget']): void => {
    tiles.push({ ...(x > 0 && { xPos: x }), ...(y > 0 && { yPos: y }), width, height, widget });
  };
  for (const { title, panels } of sections) {
    place(0, COLUMNS, HEADING_HEIGHT, { title, sectionHeader: {} });
    y += HEADING_HEIGHT;
    for (let first = 0; first < panels.length; first += PANELS_IN_LINE) {
      const line = panels.slice(first, first + PANELS_IN_LINE);
      const width = panels.length < PANELS_IN_LINE ? COLUMNS / line.length : COLUMNS / PANELS_IN_LINE;
      line.forEach((panel, index) => place(index * width, width, PANEL_HEIGHT, chartOf(panel)));
      y += PANEL_HEIGHT;
    }
  }
  return tiles;
}

function chartOf({ title, lines, unit, threshold }: Panel): Tile['widget'] {
  const right = lines.find(({ rightUnit }) => rightUnit !== undefined)?.rightUnit;
  return {
    title,
    xyChart: {
      dataSets: lines.map((line) => dataSetOf(line, unit)),
      ...(threshold !== undefined && { thresholds: [{ value: threshold, targetAxis: 'Y1' }] }),
      yAxis: { label: unit, scale: 'LINEAR' },
      ...(right !== undefined && { y2Axis: { label: right, scale: 'LINEAR' } }),
    },
  };
}

function dataSetOf({ expr, legend, rightUnit }: Line, unit: string): Readonly<Record<string, unknown>> {
  return {
    plotType: 'LINE',
    targetAxis: rightUnit === undefined ? 'Y1' : 'Y2',
    legendTemplate: legend,
    timeSeriesQuery: { prometheusQuery: expr, ...(rightUnit === undefined && { unitOverride: unit }) },
  };
}
