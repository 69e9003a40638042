// node parse.js FOLDER…: parses every YAML and JSON file below, with the package yaml and with JSON.parse.
'use strict';
const { readFileSync, readdirSync } = require('node:fs');
const { join } = require('node:path');
const { parseAllDocuments } = require('yaml');

for (const folder of process.argv.slice(2)) {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (name.endsWith('.yaml')) {
      for (const document of parseAllDocuments(readFileSync(join(folder, name), 'utf8'))) document.toJS();
    }
    if (name.endsWith('.json')) JSON.parse(readFileSync(join(folder, name), 'utf8'));
  }
}
