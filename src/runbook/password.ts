import { FIRST_USER } from '../milvus/service';
import { commands, prose } from './markdown';
import type { Step } from './section';

export const passwordStep: Step = {
  id: 'password',
  title: 'Change the first password',
  needed: ({ releases }) => releases.some(({ authorization }) => authorization === true),
  body: ({ topology, step, docs }) => [
    prose(
      `Everybody knows \`${FIRST_USER.name}:${FIRST_USER.password}\`, so it changes, through the API server, before ${step('apply')} opens a way from outside. It asks twice${topology.releases.length > 1 ? ' for each release' : ''}, and refuses where somebody changed it before ([docs](${docs}/operations.md)).`,
    ),
    commands([`npx milvus-l7 password ${topology.environment}`]),
  ],
};
