// The end of docs/library.md: everything that src/index.ts makes public, in the words of the docstrings.
const { readFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const ts = require('typescript');

const MARK = '<!-- What follows is generated from the docstrings by `npm run generate`; do not edit. -->';

/** The page, whose first part is written by hand. */
exports.libraryDocs = (page, root) => {
  const written = page.slice(0, page.indexOf(MARK) + MARK.length);
  const found = publicDeclarations(root);
  const known = new Map(found.map((one) => [one.name, one]));
  const classes = found.filter(({ node }) => ts.isClassDeclaration(node) && !isAbstract(node));
  const values = found.filter(({ node }) => ts.isFunctionDeclaration(node) || ts.isVariableStatement(node));
  const props = new Set(classes.flatMap(({ node }) => propsOf(node, known)));
  const types = found.filter(
    ({ node }) => ts.isTypeAliasDeclaration(node) || rowsOf(node, known).some((one) => !props.has(one)),
  );
  return `${[
    written,
    '## API',
    API,
    ...classes.map((one) => classSection(one, known)),
    '### Functions and values',
    table(
      ['name', 'meaning'],
      values.map(({ name, node }) => [
        code(ts.isFunctionDeclaration(node) ? signatureOf(node, name) : name),
        meaningOf(node),
      ]),
    ),
    '### Types',
    ...types.map(({ name, node }) => typeSection(name, node, known)),
  ].join('\n\n')}\n`;
};

const API = `Everything that \`milvus-gke-l7\` exports; \`milvus-gke-l7/gcp\` has the constructs for Terraform, which
[terraform.md](terraform.md) is about. \`Environment\` is what [environment.md](environment.md) has, \`Topology\` the
names and numbers that follow from it. What has no default is required.`;

function publicDeclarations(root) {
  const index = parse(join(root, 'src/index.ts'));
  return index.statements.filter(ts.isExportDeclaration).flatMap((statement) => {
    const source = parse(join(root, 'src', `${statement.moduleSpecifier.text}.ts`));
    return statement.exportClause.elements.flatMap((element) => {
      const original = (element.propertyName ?? element.name).text;
      const node = declarationIn(source, original);
      return node ? [{ name: element.name.text, node }] : [];
    });
  });
}

function parse(file) {
  return ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true);
}

function declarationIn(source, name) {
  for (const statement of source.statements) {
    if (statement.name?.text === name) return statement;
    if (!ts.isVariableStatement(statement)) continue;
    if (statement.declarationList.declarations.some((one) => one.name.getText() === name)) return statement;
  }
  return undefined;
}

function isAbstract(node) {
  return node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AbstractKeyword);
}

function classSection({ name, node }, known) {
  const props = propsOf(node, known);
  const fields = fieldsOf(node);
  const methods = node.members.filter((one) => ts.isMethodDeclaration(one) && isPublic(one) && docOf(one) !== '');
  return [
    `### ${name}`,
    [meaningOf(node), ...tagsOf(node, 'see').map((link) => `See <${link}>.`)].join(' '),
    ...(props.length > 0 ? [table(['prop', 'type', 'meaning', 'default'], props.map(propRow))] : []),
    ...(fields.length > 0
      ? [
          table(
            ['member', 'meaning'],
            fields.map((one) => [code(one.name.getText()), meaningOf(one)]),
          ),
        ]
      : []),
    ...(methods.length > 0
      ? [
          table(
            ['method', 'meaning'],
            methods.map((one) => [code(signatureOf(one)), meaningOf(one)]),
          ),
        ]
      : []),
  ].join('\n\n');
}

/** The members of the interface that the last parameter of the constructor has, those that it extends first. */
function propsOf(node, known) {
  const last = node.members.find(ts.isConstructorDeclaration)?.parameters.at(-1);
  return membersOf(known.get(last?.type?.getText() ?? '')?.node, known);
}

function membersOf(node, known) {
  if (!node || !ts.isInterfaceDeclaration(node) || node.getSourceFile().fileName.endsWith('config/environment.ts'))
    return [];
  const parents = (node.heritageClauses ?? []).flatMap(({ types }) =>
    types.map((type) => known.get(type.getText())?.node),
  );
  const own = node.members.filter(ts.isPropertySignature);
  const names = new Set(own.map((one) => one.name.getText()));
  return [
    ...parents.flatMap((parent) => membersOf(parent, known)).filter((one) => !names.has(one.name.getText())),
    ...own,
  ];
}

/** Members with a docstring, those of the class beneath too. */
function fieldsOf(node) {
  const own = node.members.filter((one) => ts.isPropertyDeclaration(one) && isPublic(one) && docOf(one) !== '');
  const base = node.heritageClauses?.flatMap(({ types }) => types)[0]?.getText();
  const source = node.getSourceFile();
  const imported = source.statements.find(
    (one) =>
      ts.isImportDeclaration(one) && one.importClause?.namedBindings?.elements?.some(({ name }) => name.text === base),
  );
  if (!imported?.moduleSpecifier.text.startsWith('.')) return own;
  const file = join(dirname(source.fileName), `${imported.moduleSpecifier.text}.ts`);
  const parent = declarationIn(parse(file), base);
  return isAbstract(parent) ? own : [...fieldsOf(parent), ...own];
}

/** Members of an interface that says something of them. */
function rowsOf(node, known) {
  return membersOf(node, known).filter((one) => docOf(one) !== '');
}

function typeSection(name, node, known) {
  if (ts.isTypeAliasDeclaration(node)) {
    return [`#### ${name}`, meaningOf(node), code(node.type.getText())].filter(Boolean).join('\n\n');
  }
  const rows = membersOf(node, known).map(propRow);
  return [`#### ${name}`, meaningOf(node), table(['member', 'type', 'meaning', 'default'], rows)]
    .filter(Boolean)
    .join('\n\n');
}

function propRow(prop) {
  const fallback = tagsOf(prop, 'default')[0]?.replace(/^- /, '') ?? (prop.questionToken ? 'none' : '');
  return [
    `\`${prop.name.getText()}\``,
    code(prop.type.getText().replaceAll('readonly ', '')),
    meaningOf(prop),
    fallback,
  ];
}

function signatureOf(method, name = method.name.getText()) {
  const parameters = method.parameters.map(
    (one) => `${one.dotDotDotToken ? '...' : ''}${one.name.getText()}${one.questionToken ? '?' : ''}`,
  );
  return `${name}(${parameters.join(', ')})`;
}

function isPublic(member) {
  return !member.modifiers?.some(
    ({ kind }) => kind === ts.SyntaxKind.PrivateKeyword || kind === ts.SyntaxKind.ProtectedKeyword,
  );
}

function docOf(node) {
  const doc = ts.getJSDocCommentsAndTags(node).find(ts.isJSDoc);
  return ts.getTextOfJSDocComment(doc?.comment) ?? '';
}

/** The docstring in one line, with what it throws. */
function meaningOf(node) {
  const doc = docOf(node).replace(/\s+/g, ' ');
  const throws = tagsOf(node, 'throws').map((text) => `Throws ${text}.`);
  return [doc, ...throws].filter(Boolean).join(' ');
}

function tagsOf(node, name) {
  const tags = ts.getJSDocTags(node).filter(({ tagName }) => tagName.text === name);
  // The parser takes the start of a link, and the class that is thrown, for a name.
  return tags.map((tag) =>
    tag
      .getText()
      .replace(new RegExp(`^@${name}\\s*`), '')
      .replace(/\s*\*?\s*$/, '')
      .replace(/\s+\*?\s*/g, ' ')
      .trim(),
  );
}

function code(text) {
  return `\`${text.replace(/\s+/g, ' ')}\``;
}

function table(head, rows) {
  const line = (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return ['<!-- prettier-ignore -->', line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
