import { type Fault } from '../errors';
import { nameFaults } from '../gke/prop-faults';

/** What an object calls a policy of Compute Engine: the controller keeps one that merely disappears; an empty name takes it away. */
export function policyNameOf(policy: 'off' | { readonly name: string }): string {
  return policy === 'off' ? '' : policy.name;
}

/** Faults of such a name; one that was left out has none. */
export function policyNameFaults(path: string, name: string | undefined): Fault[] {
  return name === '' ? [] : nameFaults(path, name);
}
