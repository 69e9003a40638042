// Bundles an entry of src with its packages into one CommonJS text, with the stamps of what went into it.
// docs/decisions/0001-how-typescript-is-run.md
'use strict';
const { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } = require('node:fs');
const path = require('node:path');

const root = path.dirname(__dirname);

/** What an installed package runs by itself. */
const ENTRIES = ['cli/main', 'apps/manifests', 'apps/terraform'];

/**
 * The code and source map of an entry under src; `stamps` are of its inputs, null where one was written while it was
 * read: such a bundle may be older than its inputs and must not be kept.
 */
exports.bundle = (entry) => {
  const started = Date.now();
  // Both frameworks must see one and the same constructs, but this app has cdk8s alone.
  const shared = entry === 'apps/manifests' ? [] : ['constructs'];
  const { outputFiles, metafile } = require('esbuild').buildSync({
    entryPoints: [path.join(root, 'src', `${entry}.ts`)],
    outfile: path.join(root, 'lib', 'bundles', exports.nameOf(entry)),
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    supported: { 'dynamic-import': false }, // require() finds what stays outside from wherever the bundle is kept
    // One copy, for cdk8s too, which brings its own; as ES modules, of which esbuild leaves out what nobody calls.
    alias: { yaml: path.join(root, 'node_modules/yaml/browser/index.js') },
    minifyWhitespace: true, // comments hold letters beyond Latin-1, which would double what Node has to read
    // A function, as bin/run.js calls it: put around the text there, it would have to be copied at each start.
    banner: { js: '(function (exports, require, module, __filename, __dirname) {' },
    footer: { js: '})' },
    sourcemap: 'external',
    sourcesContent: false,
    legalComments: 'none', // the licenses stand whole beside it
    // Large, optional and loaded on demand.
    external: ['cdktf', '@cdktf/*', '@kubernetes/client-node', '@zilliz/milvus2-sdk-node', ...shared],
    metafile: true,
    write: false,
    logLevel: 'silent', // it throws what it would print
  });
  const ours = Object.keys(metafile.inputs).filter((input) => !input.includes('node_modules/'));
  // npm rewrites its hidden lock file whenever it changes node_modules, so that one file stands for all of it.
  const inputs = [...ours, 'node_modules/.package-lock.json', 'bin/run.js', 'scripts/bundle.js', 'tsconfig.json'];
  const stamps = inputs.map((input) => [input, exports.stampOf(input)]);
  const isChanging = stamps.some(([, stamp]) => parseFloat(stamp) >= started);
  const textOf = (ending) => outputFiles.find(({ path: file }) => file.endsWith(ending))?.text.trimEnd() ?? '';
  return {
    code: textOf('.cjs'),
    map: textOf('.map'),
    packages: packagesOf(Object.keys(metafile.inputs)),
    stamps: isChanging ? null : Object.fromEntries(stamps),
  };
};

exports.nameOf = (entry) => `${entry.replaceAll('/', '-')}.cjs`;

/** A file as it is now, by time and size. */
exports.stampOf = (input) => {
  const file = statSync(path.join(root, input), { throwIfNoEntry: false });
  return file ? `${file.mtimeMs} ${file.size}` : 'absent';
};

/** Folders of the packages that are inside, sorted. */
function packagesOf(inputs) {
  const folders = inputs.map((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0]);
  return [...new Set(folders)].filter((folder) => folder !== undefined).sort();
}

function licenseOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8'));
  const file = readdirSync(path.join(root, folder)).find((one) => /^licen[cs]e/i.test(one));
  const text = file ? readFileSync(path.join(root, folder, file), 'utf8').trim() : `License: ${license}`;
  return `${name} ${version}\n\n${text}\n`;
}

/** Writes the bundles of a package, beside what tsc made of src. */
function writeBundles() {
  const folder = path.join(root, 'lib', 'bundles');
  mkdirSync(folder, { recursive: true });
  for (const entry of ENTRIES) {
    const { code, map, packages } = exports.bundle(entry);
    const file = path.join(folder, exports.nameOf(entry));
    writeFileSync(file, `${code}\n`);
    writeFileSync(`${file}.map`, map);
    writeFileSync(`${file}.LICENSES.txt`, packages.map(licenseOf).join(`\n${'-'.repeat(80)}\n\n`));
  }
}

if (require.main === module) writeBundles();
