// Makes the parser tables of core/jinja from the grammar: `node scripts/grammar.mjs`. With --check it writes nothing and fails
// when the committed tables are not what the grammar gives. Deliberately absent: anything but this one grammar.

import { readFileSync, writeFileSync } from 'node:fs';
import { buildParserFile } from '@lezer/generator';

const folder = new URL('../server/src/core/jinja/', import.meta.url);
const grammarFile = new URL('dbtJinja.grammar', folder);
const parserFile = new URL('dbtJinja.generated.ts', folder);

const { parser } = buildParserFile(readFileSync(grammarFile, 'utf8'), {
  fileName: 'dbtJinja.grammar',
  typeScript: true,
  warn: (message) => {
    throw new Error(message);
  },
});
const generated = parser
  .replace(/^\/\/.*\n/, '// The tables of dbtJinja.grammar, made by scripts/grammar.mjs. Not to be edited.\n')
  .replaceAll(/\r\n/g, '\n');

if (process.argv.includes('--check')) {
  if (readFileSync(parserFile, 'utf8') !== generated) {
    console.error('dbtJinja.generated.ts is not current: run node scripts/grammar.mjs');
    process.exitCode = 1;
  }
} else {
  writeFileSync(parserFile, generated);
}
