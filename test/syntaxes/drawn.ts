// Tokenises SQL with the injected grammars and compares with scopes drawn under the text. Deliberately absent: a real SQL grammar;
// stub.sql.json has just the strings, comments and words that the injection has to get along with.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import oniguruma from 'vscode-oniguruma';
import textmate from 'vscode-textmate';

const grammarFiles: Readonly<Record<string, URL>> = {
  'source.sql': new URL('./stub.sql.json', import.meta.url),
  'source.dbt-jinja.injection': new URL('../../syntaxes/jinja-sql.injection.json', import.meta.url),
  'source.dbt-jinja.strings': new URL('../../syntaxes/jinja-sql-strings.injection.json', import.meta.url),
};

const wasm = readFileSync(createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm'));
const onigLib = oniguruma.loadWASM(wasm).then(() => ({
  createOnigScanner: (sources: string[]) => oniguruma.createOnigScanner(sources),
  createOnigString: (text: string) => oniguruma.createOnigString(text),
}));

const registry = new textmate.Registry({
  onigLib,
  loadGrammar: async (scopeName) => {
    const file = grammarFiles[scopeName];
    return file ? textmate.parseRawGrammar(readFileSync(file, 'utf8'), file.pathname) : null;
  },
  getInjections: (scopeName) =>
    scopeName === 'source.sql' ? ['source.dbt-jinja.injection', 'source.dbt-jinja.strings'] : undefined,
});

/**
 * Lines of SQL, each followed by any number of drawings `^^^ scope`: every character above the carets has the scope, or one that
 * starts with it, and `^^^ !scope` that it has not. A drawing starts with `|` in the first column, which belongs to no text.
 */
export async function assertDrawn(drawing: string): Promise<void> {
  const grammar = await registry.loadGrammar('source.sql');
  assert.ok(grammar);
  let stack = textmate.INITIAL;
  let scopes: readonly (readonly string[])[] = [];
  let line = '';
  for (const row of drawing.split('\n')) {
    const carets = /^\|\s*(\^+) (!?)(\S+)$/.exec(row);
    if (!carets) {
      line = ` ${row}`;
      const tokenised = grammar.tokenizeLine(row, stack);
      stack = tokenised.ruleStack;
      scopes = [...line].map(
        (_, column) =>
          tokenised.tokens.find((token) => token.startIndex < column && column <= token.endIndex)?.scopes ??
          [],
      );
      continue;
    }
    const [, marks = '', not, scope = ''] = carets;
    const start = row.indexOf('^');
    for (let column = start; column < start + marks.length; column++) {
      const found = (scopes[column] ?? []).some((name) => name === scope || name.startsWith(`${scope}.`));
      assert.equal(found, not === '', `${line}\n${row}\n${scopes[column]?.join(' ')}`);
    }
  }
}
