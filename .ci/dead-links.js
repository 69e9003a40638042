// node dead-links.js FOLDER: every relative link of the Markdown below it leads to a file below it; else exit 1.
'use strict';
const { existsSync, readFileSync, readdirSync } = require('node:fs');
const path = require('node:path');

const root = path.resolve(process.argv[2]);
const pages = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md'));
const dead = pages.flatMap((page) => {
  const prose = readFileSync(path.join(root, page), 'utf8')
    .replaceAll(/^```.*?^```$/gms, '')
    .replaceAll(/`[^`]*`/g, 'code');
  const links = [...prose.matchAll(/\]\(([^)#]+)[^)]*\)/g)].map(([, link]) => link);
  return links.filter((link) => !/^\w+:/.test(link) && !leadsInside(page, link)).map((link) => `${page}: ${link}`);
});
if (pages.length === 0) dead.push('no Markdown at all');
process.stdout.write(dead.map((one) => `${one}\n`).join(''));
process.exitCode = dead.length > 0 ? 1 : 0;

function leadsInside(page, link) {
  const file = path.resolve(root, path.dirname(page), link);
  return file.startsWith(root + path.sep) && existsSync(file);
}
