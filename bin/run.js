// Runs a TypeScript entry of this project: node bin/run.js <entry under src> [arguments], e.g. apps/manifests.
// An installed package holds compiled files; a clone is bundled, which starts faster than tsc's output and needs no
// build step. The bundle is kept until one of its inputs changes. docs/decisions/0001-how-typescript-is-run.md
'use strict';
const { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } = require('node:fs');
const { enableCompileCache } = require('node:module');
const path = require('node:path');

const root = path.dirname(__dirname);
const cache = path.join(root, 'node_modules', '.cache', 'milvus-l7');
const stamped = '\n// inputs: ';

/** Runs an entry in this process; it finds its arguments in process.argv from index 2 on. */
exports.run = (entry) => {
  const source = path.join(root, 'src', `${entry}.ts`);
  if (!existsSync(source)) return require(path.join(root, 'lib', 'src', `${entry}.js`));

  const bundle = path.join(cache, `${entry.replaceAll('/', '-')}.cjs`);
  if (!isFresh(bundle)) write(source, bundle);
  process.setSourceMapsEnabled(true);
  enableCompileCache?.(cache); // Node 22 and later keep the compiled code too
  return require(bundle);
};

/** The bundle's last line holds its inputs as they were; whatever is unreadable, changed or gone makes it stale. */
function isFresh(bundle) {
  try {
    const text = readFileSync(bundle);
    const inputs = JSON.parse(text.subarray(text.lastIndexOf(stamped) + stamped.length));
    return Object.entries(inputs).every(([input, stamp]) => stampOf(input) === stamp);
  } catch {
    return false;
  }
}

function stampOf(input) {
  const file = statSync(path.join(root, input), { throwIfNoEntry: false });
  return file ? `${file.mtimeMs} ${file.size}` : 'absent';
}

function write(source, bundle) {
  const started = Date.now();
  const { outputFiles, metafile } = esbuild().buildSync({
    entryPoints: [source],
    outfile: bundle,
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    minifyWhitespace: true, // comments hold letters beyond Latin-1, which would double what Node has to read
    sourcemap: 'linked',
    sourcesContent: false,
    // Large, optional and loaded on demand; both frameworks must see one and the same constructs.
    external: ['cdktf', '@cdktf/*', 'constructs', '@kubernetes/client-node', '@zilliz/milvus2-sdk-node'],
    metafile: true,
    write: false,
    logLevel: 'silent', // it throws what it would print
  });
  const ours = Object.keys(metafile.inputs).filter((input) => !input.includes('node_modules/'));
  // npm rewrites its hidden lock file whenever it changes node_modules, so that one file stands for all of it.
  const inputs = [...ours, 'node_modules/.package-lock.json', 'bin/run.js', 'tsconfig.json'];
  const stamps = inputs.map((input) => [input, stampOf(input)]);
  // What was written while esbuild read may be newer than what it read: such a bundle serves this run only.
  const changing = stamps.some(([, stamp]) => parseFloat(stamp) >= started);

  const [map, code] = outputFiles;
  const last = `${stamped}${changing ? null : JSON.stringify(Object.fromEntries(stamps))}`;
  try {
    mkdirSync(cache, { recursive: true });
    replace(map.path, map.contents);
    replace(code.path, `${code.text.trimEnd()}${last}`);
  } catch (error) {
    process.stderr.write(`milvus-l7: node_modules/.cache must be writable, got ${error.code}\n`);
    process.exit(2);
  }
}

/** Another process may do the same at this moment: nobody must ever read half a file. */
function replace(file, contents) {
  const aside = `${file}.${process.pid}`;
  try {
    writeFileSync(aside, contents);
    renameSync(aside, file);
  } catch (error) {
    rmSync(aside, { force: true });
    throw error;
  }
}

function esbuild() {
  try {
    return require('esbuild');
  } catch (error) {
    if (error.code !== 'MODULE_NOT_FOUND') throw error;
    process.stderr.write('milvus-l7: the dependencies are not installed, run: npm ci\n');
    process.exit(2);
  }
}

if (require.main === module) {
  const [entry] = process.argv.splice(2, 1);
  if (!entry || ![`src/${entry}.ts`, `lib/src/${entry}.js`].some((file) => existsSync(path.join(root, file)))) {
    process.stderr.write('usage: node bin/run.js <entry under src, e.g. apps/manifests> [arguments]\n');
    process.exit(2);
  }
  exports.run(entry);
}
