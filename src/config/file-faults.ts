import { dirname, isAbsolute, resolve } from 'node:path';
import { UserError, type Fault } from '../errors';
import { readDocument } from '../source/document';
import { isInside, readText, tidy, unreadable } from './files';
import type { Problem } from './problems';

/** The problems of the paths that releases name, whatever else is wrong with the environment. */
export function pathProblems(root: string, file: string, value: unknown): readonly Problem[] {
  const folder = dirname(file);
  const from = (path: string) => resolve(root, folder, path);
  return filesOf(value).flatMap(({ index, values, secretValues }) => {
    const problem = (key: string, got: string, message: string, cure: string): Problem[] => [
      { path: ['releases', index, key], message: `${message}, got ${JSON.stringify(got)}`, cure },
    ];
    const ofValues = (path: string): Problem[] => {
      if (isAbsolute(path)) return problem('values', path, 'must be a relative path', `${ABSOLUTE} ${folder}/`);
      const fault = unreadable(from(path));
      return fault === undefined ? [] : problem('values', path, fault, `paths are relative to ${folder}/`);
    };
    const ofSecrets = (path: string): Problem[] => {
      const key = 'secretValues';
      if (isAbsolute(path)) return problem(key, path, 'must be a relative path', `${ABSOLUTE} ${folder}/`);
      if (values !== undefined && from(path) === from(values)) {
        return problem(key, path, 'must not be the file of values', 'git keeps that one: put secrets into another');
      }
      if (isInside(resolve(root, folder), from(path))) {
        const cure = 'git keeps that folder: put it into secrets/, e.g. ../secrets/my-release.yaml';
        return problem(key, path, `must not lie in ${folder}/`, cure);
      }
      if (!isInside(resolve(root, 'dist'), from(path))) return [];
      const cure = 'git keeps what is generated there: put it into secrets/, e.g. ../secrets/my-release.yaml';
      return problem(key, path, 'must not lie in dist/', cure);
    };
    return [
      ...(values === undefined ? [] : ofValues(values)),
      ...(secretValues === undefined ? [] : ofSecrets(secretValues)),
    ];
  });
}

const ABSOLUTE = 'what is generated must not differ from machine to machine: write it relative to';

/** The faults of the values files themselves, of those that can be read; their sense is for others to judge. */
export function valuesFaults(root: string, file: string, value: unknown): readonly Fault[] {
  const paths = filesOf(value).flatMap(({ values }) => (values === undefined || isAbsolute(values) ? [] : [values]));
  const files = new Set(paths.map((path) => tidy(root, resolve(root, dirname(file), path))));
  return [...files].flatMap((path) => {
    if (unreadable(resolve(root, path)) !== undefined) return [];
    try {
      const locate = (line: number, col: number) => ({ file: path, line, col });
      const read = readDocument(readText(root, path), { schema: 'failsafe', locate });
      return 'faults' in read ? read.faults : [];
    } catch (error) {
      if (error instanceof UserError) return error.faults;
      throw error;
    }
  });
}

interface NamedFiles {
  readonly index: number;
  readonly values?: string;
  readonly secretValues?: string;
}

function filesOf(value: unknown): NamedFiles[] {
  const { releases } = value as { releases?: unknown };
  if (!Array.isArray(releases)) return [];
  return releases.flatMap((release: unknown, index) => {
    if (typeof release !== 'object' || release === null) return [];
    const { values, secretValues } = release as { values?: unknown; secretValues?: unknown };
    return [
      {
        index,
        ...(typeof values === 'string' && { values }),
        ...(typeof secretValues === 'string' && { secretValues }),
      },
    ];
  });
}
