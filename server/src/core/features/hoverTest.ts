// The card of a data test where YAML names it: how it ended last on this node and column, and what the test is.

import { type Card, type Fact, muted, text } from '../card/card.ts';
import type { Project } from '../project.ts';
import { entriesNamed, refablesNamed } from '../semantics/names.ts';
import { packageNameOf } from '../semantics/packages.ts';
import type { Resolution } from '../semantics/resolution.ts';
import type { SymbolName } from '../semantics/symbol.ts';
import { type TestFact, testsOf } from '../semantics/tests.ts';
import { runLine } from './hoverFacts.ts';
import { emptyCard, macroCard } from './hoverNames.ts';
import { unknownCard } from './hoverUnknown.ts';

type TestSymbol = Extract<SymbolName, { kind: 'test' }>;

/** The card of a generic test on a node or a column. */
export function testCard(
  project: Project,
  symbol: TestSymbol,
  definition: Resolution,
  path: string,
  now: number,
): Card {
  const results = matchingTests(project, symbol, path);
  const base =
    definition.kind === 'found'
      ? macroCard(project, definition.entry)
      : definition.kind === 'unknown' && results.length === 0
        ? unknownCard(project, symbol)
        : emptyCard('test', symbol.name);
  const lines = results.map((test) =>
    test.run ? runLine(test.run, now) : [text('never run'), muted(', as far as is known')],
  );
  const last: Fact[] =
    lines.length === 0
      ? []
      : [
          {
            sign: results.some((test) => test.run?.outcome === 'bad') ? 'failed' : 'tests',
            label: 'Last result',
            lines,
          },
        ];
  const column = symbol.column === undefined ? '' : `.${symbol.column}`;
  return {
    ...base,
    kind: base.kind === 'unknown' ? 'unknown' : 'test',
    title: symbol.name,
    tags: ['data test', `on ${symbol.node}${column}`],
    facts: [...last, ...base.facts],
  };
}

/** The tests of that name on the node and column; several where one test stands there twice with other arguments. */
function matchingTests(project: Project, symbol: TestSymbol, path: string): readonly TestFact[] {
  const { manifest } = project.artifacts;
  if (!manifest || symbol.node === undefined) return [];
  const own = packageNameOf(project, path);
  const named = [...refablesNamed(manifest, symbol.node), ...entriesNamed(manifest, 'source', symbol.node)];
  const qualified = symbol.package === undefined ? symbol.name : `${symbol.package}.${symbol.name}`;
  const label = symbol.column === undefined ? qualified : `${qualified}(${symbol.column})`;
  const nodes = named.filter((entry) => !entry.disabled && (own === undefined || entry.packageName === own));
  return nodes.flatMap((entry) => testsOf(project, entry)?.all.filter((test) => test.label === label) ?? []);
}
