import { existsSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/**
 * Who may import whom: room under src → rooms. All may import errors and themselves. `type:` allows types only.
 * The reasons stand in docs and CONTRIBUTING.md; change the table there too.
 */
const ROOMS = {
  errors: [],
  gke: [],
  milvus: [],
  source: [],
  config: ['source', 'gke', 'milvus'],
  topology: ['config', 'gke', 'milvus'],
  // An Environment is what the public chart and stack are given: they name its type, topology reads it.
  kubernetes: ['topology', 'rules', 'gke', 'milvus', 'imports', 'type:config'],
  helm: ['topology', 'source', 'gke', 'milvus'],
  // PromQL, which Terraform, the docs and promtool share.
  monitoring: ['topology', 'gke', 'milvus'],
  gcp: ['topology', 'helm', 'monitoring', 'gke', 'milvus', 'type:config'],
  runbook: ['topology', 'gke', 'milvus'],
  rules: ['source', 'gke', 'milvus'],
  diff: ['source', 'gke', 'milvus', 'rules/objects', 'rules/pages'], // the objects that rules read
  live: ['topology', 'gke', 'milvus'],
  operations: ['topology', 'gke', 'milvus', 'live'],
  // Facts that were asked for, against what is to be applied.
  preflight: ['topology', 'gke', 'milvus', 'source', 'helm', 'diff', 'type:live', 'live/resources'],
  adopt: ['config', 'helm', 'source', 'gke', 'milvus'], // the way back of helm and kubernetes
  report: ['type:source', 'type:rules', 'type:diff', 'type:live', 'type:operations', 'type:preflight', 'type:topology'],
  cli: ['everything'],
  apps: ['everything but cli'],
  // What a library user loads: it must work without cdktf, so src/gcp has an entry of its own.
  index: ['config', 'topology', 'kubernetes', 'helm', 'runbook', 'rules', 'diff', 'apps/cdk8s-validation'],
};

/** Same input, same output: no process, no clock, no network, no files. */
const IMPURE = ['live', 'operations', 'cli', 'apps'];

/** Built-in modules that pure rooms may use, and what else a room may. */
const PURE_MODULES = ['path', 'crypto', 'util'];
const MODULES_OF = { config: ['fs'] };

export default tseslint.config(
  { ignores: ['imports/', 'lib/', 'dist/', 'coverage/', 'src/config/environment.ts'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.js'],
    languageOptions: { sourceType: 'commonjs', globals: globals('process', 'console', '__dirname', 'Buffer', 'URL') },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: { globals: globals('process', 'console', 'URL') },
  },
  {
    files: ['**/*.ts'],
    extends: tseslint.configs.strictTypeChecked,
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  {
    files: ['src/**/*.ts'],
    plugins: { project: { rules: { rooms: { create: checkImports } } } },
    rules: {
      'project/rooms': 'error',
      'no-control-regex': 'off', // what Google refuses in a header is just that
      'max-lines': ['error', 250],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportAllDeclaration', message: 'Name what is public, one by one.' },
        { selector: 'ExportDefaultDeclaration', message: 'Export it by its name.' },
      ],
    },
  },
  ...Object.keys(ROOMS)
    .filter((room) => !IMPURE.includes(room))
    .map((room) => ({
      files: [`src/${room}.ts`, `src/${room}/**/*.ts`],
      rules: {
        'no-restricted-globals': ['error', ...['process', 'console', 'Date', 'fetch'].map(keptOutOf(room))],
        'no-restricted-imports': ['error', restrictedModules(room)],
      },
    })),
  ...['live', 'operations'].map((room) => ({
    files: [`src/${room}/**/*.ts`],
    rules: { 'no-restricted-globals': ['error', ...['process', 'console'].map(keptOutOf(room))] },
  })),
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-type-assertion': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
);

function globals(...names) {
  return Object.fromEntries(names.map((name) => [name, 'readonly']));
}

function keptOutOf(room) {
  return (name) => ({ name, message: `src/${room} is pure: take it as an argument.` });
}

function restrictedModules(room) {
  const allowed = [...PURE_MODULES, 'net', ...(MODULES_OF[room] ?? [])];
  const others = builtinModules.filter((name) => !allowed.includes(name) && !name.startsWith('_'));
  return {
    paths: ['net', 'node:net'].map((name) => ({ name, allowImportNames: ['isIP', 'isIPv4', 'isIPv6'] })),
    patterns: [
      { regex: `^(node:)?(${others.join('|')})$`, message: `src/${room} is pure: leave this to cli or live.` },
    ],
  };
}

/** The ESLint rule behind the table. */
function checkImports(context) {
  const [room, file] = roomOf(context.filename);
  const report = (node, message) => context.report({ node, message: `src/${room} ${message}` });

  const check = (node, source, typeOnly) => {
    if (typeof source?.value !== 'string') return report(node, 'may import only what is written out');
    const fault = source.value.startsWith('.')
      ? faultOfRoom(room, path.resolve(path.dirname(context.filename), source.value), typeOnly)
      : faultOfPackage(room, source.value);
    if (fault) report(node, fault);
  };

  return {
    Program(node) {
      if (!(room in ROOMS)) report(node, 'is in no table: add the room to eslint.config.mjs');
      if (/^(utils?|helpers?|common|shared|types)\b/.test(file)) report(node, `holds ${file}: name the missing noun`);
      const circle = circleOf(context.filename, context.sourceCode.text);
      if (circle) report(node, `imports itself through ${circle}: move what both need below them`);
    },
    ImportDeclaration: (node) => check(node, node.source, isTypeOnly(node.importKind, node.specifiers, 'importKind')),
    ExportNamedDeclaration: (node) =>
      node.source && check(node, node.source, isTypeOnly(node.exportKind, node.specifiers, 'exportKind')),
    ExportAllDeclaration: (node) => check(node, node.source, node.exportKind === 'type'),
    ImportExpression: (node) => check(node, node.source, false),
    TSImportType: (node) => check(node, node.source ?? node.argument.literal, true),
  };
}

function isTypeOnly(kind, specifiers, key) {
  return kind === 'type' || (specifiers.length > 0 && specifiers.every((specifier) => specifier[key] === 'type'));
}

function faultOfRoom(room, target, typeOnly) {
  const [other, file] = roomOf(target);
  const allowed = ROOMS[room] ?? [];
  const isOwnPackage = target === path.join(import.meta.dirname, 'package.json');
  if (room === 'cli' && isOwnPackage) return undefined; // it tells its version
  if (other === 'outside') return 'may not import what is outside src';
  if ([room, 'errors', ...allowed].includes(other) || allowed.includes('everything')) return undefined;
  if (other !== 'cli' && allowed.includes('everything but cli')) return undefined;
  if (allowed.includes(`${other}/${file}`)) return undefined;
  if (allowed.includes(`type:${other}`)) return typeOnly ? undefined : `may import only types of src/${other}`;
  return `may not import src/${other}, only ${['errors', ...allowed].join(', ')}`;
}

function faultOfPackage(room, name) {
  if (/^@cdktf\/provider-[^/]+(\/lib|\/index|\/lib\/index)?(\.js)?$/.test(name)) {
    return `may import a provider's resources by deep paths only: its index costs seconds and 700 MB`;
  }
  return /^(cdktf|@cdktf)(\/|$)/.test(name) && room !== 'gcp' ? 'may not import cdktf: only src/gcp may' : undefined;
}

/** The files by whose imports, of types too, a file comes back to itself; undefined where it does not. */
function circleOf(file, text) {
  const seen = new Set();
  const back = (from, targets) => {
    if (targets.includes(file)) return from;
    for (const target of targets.filter((one) => !seen.has(one))) {
      seen.add(target);
      const way = back([...from, path.relative(import.meta.dirname, target)], importedBy(target));
      if (way) return way;
    }
    return undefined;
  };
  return back([], targetsIn(file, text))?.join(', ');
}

function importedBy(file) {
  if (!IMPORTED_BY.has(file)) IMPORTED_BY.set(file, targetsIn(file, readFileSync(file, 'utf8')));
  return IMPORTED_BY.get(file);
}
const IMPORTED_BY = new Map();

function targetsIn(file, text) {
  const sources = [...text.matchAll(/\bfrom '(\.[^']+)'/g)].map(([, source]) =>
    path.resolve(path.dirname(file), source),
  );
  return sources.flatMap((source) => [`${source}.ts`, `${source}/index.ts`].filter((one) => existsSync(one)));
}

/** Room, and the file in it without its extension: `src/rules/objects.ts` is `['rules', 'objects']`. */
function roomOf(file) {
  const [top, room, ...rest] = path.relative(import.meta.dirname, file).split(path.sep);
  if (top === 'imports') return ['imports', ''];
  if (top !== 'src' || !room) return ['outside', ''];
  const withoutExtension = (name) => name.replace(/\.[cm]?[jt]s$/, '');
  return [withoutExtension(room), withoutExtension(rest.join('/') || room)];
}
