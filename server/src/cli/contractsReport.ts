// `dbt-context contracts report`: the vocabulary in use, as text or data. Deliberately absent: each violation (`dbt-context lint`).

import { coveredEntries, isCoveredNode } from '../core/lint/vocabulary/coveredNodes.ts';
import { columnsInUse, ownModels } from '../core/lint/vocabulary/use/columnsInUse.ts';
import {
  type StubUse,
  type VocabularyUse,
  vocabularyUse,
} from '../core/lint/vocabulary/use/vocabularyUse.ts';
import { contextFile } from '../core/yaml/contextConfig.ts';
import { columnFindings, ownFiles } from './contractsLint.ts';
import { projectOptions, withManifest } from './openProject.ts';
import { parse, type Terminal, WrongUse } from './terminal.ts';

export async function contractsReport(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parse({
    args: [...args],
    allowPositionals: true,
    options: {
      format: { type: 'string', default: 'text' },
      ...projectOptions,
    },
  });
  if (positionals.length > 0) throw new WrongUse('Usage: dbt-context contracts report [--format text|json]');
  const { format } = values;
  if (format !== 'text' && format !== 'json') throw new WrongUse('--format is text or json.');
  return withManifest(values, terminal, async (host) => {
    await host.loadSqlParser();
    const project = host.current;
    const { vocabulary, problems } = project.context;
    for (const { path, message } of problems) terminal.error(`${path}: ${message}`);
    if (!vocabulary) {
      terminal.error(
        `${host.name} has no vocabulary: write \`contracts:\` into ${contextFile}, or let \`dbt-context contracts init\` propose one.`,
      );
      return 2;
    }
    const fresh = ownModels(project).filter(
      (node) => node.startsWith('file:') && isCoveredNode(project, vocabulary, node),
    );
    const nodes = [...coveredEntries(project, vocabulary).map(({ uniqueId }) => uniqueId), ...fresh];
    const use = vocabularyUse(vocabulary, columnsInUse(project, nodes));
    const violations = new Map<string, number>();
    for (const { rule } of columnFindings(project, ownFiles(project), terminal.now()))
      violations.set(rule, (violations.get(rule) ?? 0) + 1);
    terminal.out(
      format === 'json'
        ? JSON.stringify({ ...use, violations: Object.fromEntries(violations) }, undefined, 2)
        : asText(use, violations),
    );
    return 0;
  });
}

const mostShown = 20;

function asText(use: VocabularyUse, violations: ReadonlyMap<string, number>): string {
  const share = use.columns === 0 ? 0 : Math.round((use.understood / use.columns) * 100);
  const blocks = [
    `${count(use.columns, 'column')} of ${count(use.models, 'model')}; ${share}% have a word of the vocabulary in their names`,
    ...use.levels.map(({ stubs, required, open }, index) =>
      tableOf(`level ${index + 1}${required ? ', required' : open ? ', open' : ''}`, stubs),
    ),
    tableOf('suffixes', use.suffixes),
    violations.size === 0
      ? 'violations\n  none'
      : `violations\n${[...violations]
          .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
          .map(([rule, found]) => `  ${rule.padEnd(28)} ${number(found)}`)
          .join('\n')}`,
    candidatesOf(use),
  ];
  return blocks.filter((block) => block !== '').join('\n\n');
}

function tableOf(title: string, stubs: readonly StubUse[]): string {
  if (stubs.length === 0) return '';
  const used = stubs.filter(({ columns }) => columns > 0);
  const unused = stubs.filter(({ columns }) => columns === 0).map(({ stub }) => stub);
  const width = Math.max(12, ...used.map(({ stub }) => stub.length));
  const lines = used.map(({ stub, columns, models, words }) => {
    const others = words.filter(({ word }) => word !== stub.toLowerCase());
    const as =
      others.length > 0
        ? `  as ${others
            .slice(0, 5)
            .map((each) => `${each.word} ${number(each.columns)}`)
            .join(', ')}`
        : '';
    return `  ${stub.padEnd(width)} ${number(columns).padStart(7)} in ${count(models, 'model')}${as}`;
  });
  if (unused.length > 0) lines.push(`  not used: ${shortened(unused)}`);
  return `${title}\n${lines.join('\n')}`;
}

function candidatesOf({ candidates }: VocabularyUse): string {
  if (candidates.length === 0) return '';
  const lines = candidates.slice(0, mostShown).map(({ word, level, columns, models, nearest }) => {
    const near = nearest.length > 0 ? `  near ${nearest.join(', ')}` : '';
    const at = level === undefined ? 'at the end' : `level ${level}`;
    return `  ${word.padEnd(20)} ${number(columns).padStart(7)} in ${count(models, 'model')}, ${at}${near}`;
  });
  if (candidates.length > mostShown)
    lines.push(`  … ${number(candidates.length - mostShown)} more (--format json)`);
  return `words that aren’t in the vocabulary\n${lines.join('\n')}`;
}

function shortened(words: readonly string[]): string {
  const more = words.length - mostShown;
  return words.slice(0, mostShown).join(', ') + (more > 0 ? ` and ${number(more)} more` : '');
}

function count(many: number, what: string): string {
  return `${number(many)} ${what}${many === 1 ? '' : 's'}`;
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}
