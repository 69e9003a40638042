import { mappingOf, valueAt } from '../../../source/plain';
import type { Danger } from '../../danger';
import { pairsOf } from '../../edge';
import { isSame } from '../../fields';
import { TERRAFORM_STACK } from '../../artifact';
import type { Artifact } from '../../artifact';
import { code } from '../../words';

export const stateMoves: Danger = {
  id: 'state-moves',
  why: 'the new place has no state yet: a run that does not migrate it makes every resource again, and fails on names that are taken',
  cure: 'Before anybody applies: terraform init -migrate-state in the folder of the stack, by the one who has the old state.',
  see: 'https://developer.hashicorp.com/terraform/language/backend',
  *check(changes) {
    for (const { before, after } of pairsOf(changes, TERRAFORM_STACK)) {
      if (isSame(backendOf(before), backendOf(after))) continue;
      yield { on: after, message: `the state moves from ${words(before)} to ${words(after)}` };
    }
  },
};

function backendOf({ value }: Artifact): unknown {
  return valueAt(value, ['terraform', 'backend']);
}

/** ``gcs `bucket/prefix` `` */
function words(stack: Artifact): string {
  const [[type, settings] = ['nowhere', {}]] = Object.entries(mappingOf(backendOf(stack)));
  const { bucket, prefix, path } = mappingOf(settings);
  const place = [bucket, prefix, path].filter((part) => typeof part === 'string').join('/');
  return [code(type), ...(place === '' ? [] : [code(place)])].join(' ');
}
