import type { Topology } from '../topology/topology';
import { clusterStep, toolsStep } from './cluster';
import { connectSection } from './connect';
import { dnsStep } from './dns';
import { headingOf } from './heading';
import { helmStep } from './helm';
import { applyStep, restartStep } from './manifests';
import { moveSection } from './move';
import { passwordStep } from './password';
import { preflightStep } from './preflight';
import { rollBackSection } from './roll-back';
import { secretsStep } from './secrets';
import type { Page, Section, Step, StepId } from './section';
import { tearDownSection } from './tear-down';
import { terraformStep } from './terraform';
import { pageSection } from './page-files';
import { verifyStep } from './verify';
import { windowStep } from './window';

/** The order that works: each step needs what the ones above it left behind. */
const STEPS: readonly Step[] = [
  toolsStep,
  preflightStep,
  windowStep,
  terraformStep,
  secretsStep,
  helmStep,
  passwordStep,
  applyStep,
  restartStep,
  dnsStep,
  verifyStep,
];

/** Where Terraform makes the cluster it comes first: all other steps ask the cluster something. */
const STEPS_FROM_NOTHING: readonly Step[] = [
  toolsStep,
  terraformStep,
  clusterStep,
  ...STEPS.filter((step) => step !== toolsStep && step !== terraformStep),
];

const AFTERWARDS: readonly Section[] = [connectSection, moveSection, rollBackSection, tearDownSection, pageSection];

/** Where a project that installed the package has its docs, seen from `dist/runbook`. */
const INSTALLED_DOCS = '../../node_modules/milvus-gke-l7/docs';

/**
 * The guide, filled in for one environment and in an order that works: Markdown, with the commands to run from top to
 * bottom and connection snippets for clients.
 *
 * @param docs - where links find the docs of this package; default: in the node_modules of the project
 * @see https://milvus.io/docs/gcp_layer7.md
 */
export function runbookOf(topology: Topology, docs = INSTALLED_DOCS): string {
  const here = ({ needed }: Section): boolean => needed?.(topology) ?? true;
  const steps = (topology.cluster?.created ? STEPS_FROM_NOTHING : STEPS).filter(here);
  const page: Page = { topology, docs, step: (id) => `step ${numberOf(id, steps)}` };
  return [
    ...headingOf(page),
    ...steps.flatMap((step, index) => [`## ${index + 1}. ${step.title}`, ...step.body(page)]),
    ...AFTERWARDS.filter(here).flatMap((section) => [`## ${section.title}`, ...section.body(page)]),
  ]
    .join('\n\n')
    .concat('\n');
}

function numberOf(id: StepId, steps: readonly Step[]): number {
  const index = steps.findIndex((step) => step.id === id);
  if (index < 0) throw new Error(`the runbook refers to the step "${id}", which this environment does not have`);
  return index + 1;
}
