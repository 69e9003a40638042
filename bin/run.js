// Runs a TypeScript entry of this project: node bin/run.js <entry under src> [arguments], e.g. apps/manifests.
// An installed package holds its commands as bundles; in a clone a bundle is made and kept until one of its inputs
// changes. What V8 compiled of it is kept too. docs/decisions/0001-how-typescript-is-run.md
'use strict';
const { createHash } = require('node:crypto');
const { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } = require('node:fs');
const { createRequire, enableCompileCache, SourceMap } = require('node:module');
const { homedir } = require('node:os');
const path = require('node:path');
const vm = require('node:vm');

const root = path.dirname(__dirname);
const stamped = '\n// inputs: ';

/** Runs an entry in this process; it finds its arguments in process.argv from index 2 on. */
exports.run = (entry) => {
  const name = `${entry.replaceAll('/', '-')}.cjs`;
  const isClone = existsSync(path.join(root, 'src', `${entry}.ts`));
  const { file, bytes, map } = isClone ? bundleOfClone(entry, name) : bundleOfPackage(name);
  process.on('uncaughtException', (error) => {
    process.stderr.write(
      `${error?.stack ?? error}\nThis is a bug of milvus-l7: please report it with the lines above.\n`,
    );
    process.exit(70);
  });
  mapStackTraces(file, map);
  for (const folder of cacheFolders(isClone)) if (enableCompileCache?.(folder).status === 1) break; // from Node 22 on
  execute(file, bytes, isClone);
};

/** Where something may be kept: with what is installed, else where the system keeps such things for this user. */
function cacheFolders(isClone) {
  const id = createHash('sha256').update(root).digest('hex').slice(0, 16);
  const ofUser = process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache');
  return [
    ...(isClone ? [path.join(root, 'node_modules', '.cache', 'milvus-l7')] : []),
    path.join(ofUser, 'milvus-l7', id),
  ];
}

function bundleOfPackage(name) {
  const file = path.join(root, 'lib', 'bundles', name);
  return { file, bytes: readFileSync(file), map: () => readFileSync(`${file}.map`, 'utf8') };
}

function bundleOfClone(entry, name) {
  const file = path.join(root, 'lib', 'bundles', name); // where it would be: the places in its source map are from there
  for (const folder of cacheFolders(true)) {
    const kept = path.join(folder, name);
    const bytes = freshBytes(kept);
    if (bytes !== undefined) return { file, bytes, map: () => readFileSync(`${kept}.map`, 'utf8') };
  }
  const { code, map, stamps } = makeBundle(entry);
  const whole = `${code}${stamped}${JSON.stringify(stamps)}`;
  keep(true, [
    [`${name}.map`, map],
    [name, whole],
  ]);
  return { file, bytes: Buffer.from(whole), map: () => map };
}

/** The last line of a bundle holds its inputs as they were; whatever is unreadable, changed or gone makes it stale. */
function freshBytes(bundle) {
  try {
    const bytes = readFileSync(bundle);
    const inputs = JSON.parse(bytes.toString('utf8', bytes.lastIndexOf(stamped) + stamped.length));
    return Object.entries(inputs).every(([input, stamp]) => stampOf(input) === stamp) ? bytes : undefined;
  } catch {
    return undefined;
  }
}

function stampOf(input) {
  const file = statSync(`${root}/${input}`, { throwIfNoEntry: false });
  return file ? `${file.mtimeMs} ${file.size}` : 'absent';
}

function makeBundle(entry) {
  try {
    return require('../scripts/bundle').bundle(entry);
  } catch (error) {
    if (error.code !== 'MODULE_NOT_FOUND') throw error;
    process.stderr.write('milvus-l7: the dependencies are not installed, run: npm ci\n');
    process.exit(2);
  }
}

/**
 * Runs a bundle, a function around the code of a module, as a module of that path. What V8 compiled is kept with a key
 * that holds the hash of the bundle: V8 itself compares no more than its length.
 */
function execute(file, bytes, isClone) {
  const name = `${path.basename(file)}.code`;
  const hash = createHash('sha256').update(bytes).digest('hex');
  const key = Buffer.from(`${hash} ${process.version} ${process.arch}\n`);
  const cachedData = keptCode(isClone, name, key);
  const script = new vm.Script(bytes.toString(), { filename: file, cachedData });
  if (cachedData === undefined || script.cachedDataRejected) {
    // At the end, because functions that ran are compiled then.
    process.once('exit', () => keep(isClone, [[name, Buffer.concat([key, script.createCachedData()])]]));
  }
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(file), module, file, path.dirname(file));
}

function keptCode(isClone, name, key) {
  for (const folder of cacheFolders(isClone)) {
    try {
      const kept = readFileSync(path.join(folder, name));
      if (kept.subarray(0, key.length).equals(key)) return kept.subarray(key.length);
    } catch {
      // The next one, or none: it is made again.
    }
  }
  return undefined;
}

/** Keeps files for the next run in the first folder that takes them; without one they are made anew each time. */
function keep(isClone, files) {
  for (const folder of cacheFolders(isClone)) {
    try {
      mkdirSync(folder, { recursive: true });
      for (const [name, contents] of files) replace(path.join(folder, name), contents);
      return;
    } catch {
      // Read-only, full or somebody else's.
    }
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

/**
 * Lines of the source in stack traces; the map is read when the first one is printed, which is nearly never. What is no
 * error gets no trace: cdktf asks for one of every token that it makes, and nobody reads them.
 */
function mapStackTraces(file, readMap) {
  let map;
  Error.prepareStackTrace = (error, frames) => {
    if (!(error instanceof Error)) return '';
    const lines = frames.map(
      (frame) =>
        `\n    at ${String(frame)
          .replace(`${file}:`, '\0')
          .replace(/\0(\d+):(\d+)/, original)}`,
    );
    return `${Error.prototype.toString.call(error)}${lines.join('')}`;
  };
  function original(_, line, column) {
    try {
      map ??= new SourceMap(JSON.parse(readMap()));
      const found = map.findEntry(Number(line) - 1, Number(column) - 1);
      if (found.originalSource === undefined) return `${file}:${line}:${column}`;
      return `${path.resolve(path.dirname(file), found.originalSource)}:${found.originalLine + 1}:${found.originalColumn + 1}`;
    } catch {
      return `${file}:${line}:${column}`;
    }
  }
}

if (require.main === module) {
  const [entry] = process.argv.splice(2, 1);
  const places = entry ? [`src/${entry}.ts`, `lib/bundles/${entry.replaceAll('/', '-')}.cjs`] : [];
  if (!places.some((place) => existsSync(path.join(root, place)))) {
    process.stderr.write('usage: node bin/run.js <entry under src, e.g. apps/manifests> [arguments]\n');
    process.exit(2);
  }
  exports.run(entry);
}
