import type { Environment } from '../config/environment';
import { environmentNameFault } from '../config/names';
import { parseEnvironment } from '../config/parse';
import { pathText } from '../config/problems';
import { UserError } from '../errors';
import { nameProblems } from './names';
import type { Topology } from './topology';
import { topologyFrom } from './topology-from';

/**
 * The names and numbers that follow from an environment.
 *
 * @param name - names the files and the Terraform stack, as an environment's file name does
 * @throws UserError with every fault of the environment
 */
export function topologyOf(name: string, environment: Environment): Topology {
  const nameFault = environmentNameFault(name);
  const parsed = parseEnvironment(environment);
  const problems = 'problems' in parsed ? parsed.problems : nameProblems([topologyFrom(name, parsed.environment)]);
  if ('environment' in parsed && problems.length === 0 && nameFault === undefined)
    return topologyFrom(name, parsed.environment);
  throw new UserError([
    ...(nameFault === undefined ? [] : [{ message: nameFault, cure: 'it names files and a Terraform stack' }]),
    ...problems.map(({ path, message, cure }) => ({ path: pathText(path), message, ...(cure && { cure }) })),
  ]);
}
