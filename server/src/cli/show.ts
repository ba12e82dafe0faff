// `dbt-context show NAME` and `show NAME.COLUMN`: the card of the hover, in the terminal or as JSON.

import type { Card } from '../core/card/card.ts';
import { cardToText } from '../core/card/cardText.ts';
import { findColumn } from '../core/features/findColumn.ts';
import { findNode } from '../core/features/findNode.ts';
import { entryCard } from '../core/features/hover.ts';
import { columnCard } from '../core/features/hoverColumn.ts';
import { columnFactsJson } from '../core/features/showColumn.ts';
import { nodeFacts } from '../core/features/showNode.ts';
import { didYouMean } from '../core/nearest.ts';
import { projectOptions, readTexts, withManifest } from './openProject.ts';
import { parse, type Terminal, WrongUse } from './terminal.ts';

export async function show(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parse({
    args: [...args],
    allowPositionals: true,
    options: {
      format: { type: 'string', default: 'text' },
      ...projectOptions,
    },
  });
  const [name, ...more] = positionals;
  if (name === undefined || more.length > 0) throw new WrongUse('Usage: dbt-context show NAME[.COLUMN]');
  const { format } = values;
  if (format !== 'text' && format !== 'json') throw new WrongUse('--format is text or json.');
  return withManifest(values, terminal, (host) => {
    const project = host.current;
    const found = findNode(project, name);
    const now = terminal.now();
    const isJson = format === 'json';
    const print = (facts: () => unknown, card: () => Card) =>
      terminal.out(isJson ? JSON.stringify(facts(), undefined, 2) : cardToText(card()));
    if (found.kind === 'found') {
      readTexts(project);
      print(
        () => nodeFacts(project, found.entry, now),
        () => entryCard(project, found.entry, now),
      );
      return 0;
    }
    const column = findColumn(project, name);
    if (column?.kind !== 'found') {
      const missing = column
        ? `${column.owner} has no column ${name.slice(column.owner.length + 1)}`
        : undefined;
      const nearest = (column ?? found).nearest;
      terminal.error(`${missing ?? `${host.name} has nothing named ${name}`}${didYouMean(nearest) || '.'}`);
      return 2;
    }
    print(
      () => columnFactsJson(project, column),
      () => columnCard(project, column, now),
    );
    return 0;
  });
}
