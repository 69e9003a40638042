import type { Topology } from '../topology/topology';
import { activeStep } from './active';
import { applyStep, restartStep } from './apply';
import { bucketStep } from './bucket';
import { certificatesStep } from './certificates';
import { chartStep } from './chart';
import { clientsStep } from './clients';
import { clusterStep } from './cluster';
import { connectSection } from './connect';
import { existingStep } from './existing';
import { headingOf } from './heading';
import { helmStep } from './helm';
import { inOrder } from './order';
import { passwordStep } from './password';
import { prerequisitesStep } from './prerequisites';
import { addressStep, dnsStep } from './reachable';
import { replaceCertificateSection, withoutHelmSection } from './later';
import type { Page, Section, Step, StepId } from './section';
import { terraformStep } from './terraform';
import { troubleSection } from './trouble';
import { rollBackSection, tearDownSection } from './undo';

/** The order that works: each step needs what the ones above it left behind. */
const STEPS: readonly Step[] = [
  prerequisitesStep,
  existingStep,
  chartStep,
  clientsStep,
  terraformStep,
  clusterStep,
  certificatesStep,
  bucketStep,
  helmStep,
  passwordStep,
  applyStep,
  restartStep,
  addressStep,
  dnsStep,
  activeStep,
];

const AFTERWARDS: readonly Section[] = [
  connectSection,
  troubleSection,
  withoutHelmSection,
  replaceCertificateSection,
  rollBackSection,
  tearDownSection,
];

/**
 * The guide, filled in for one environment and in an order that works: Markdown, with shell blocks to copy from top to
 * bottom and connection snippets for clients.
 *
 * @see https://milvus.io/docs/gcp_layer7.md
 */
export function runbookOf(topology: Topology): string {
  const here = ({ needed }: Section): boolean => needed?.(topology) ?? true;
  const steps = inOrder(STEPS.filter(here), topology);
  const page: Page = { topology, step: (id) => `step ${numberOf(id, steps)}` };
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
