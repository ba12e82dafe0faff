// `dbt-context trace FILE:LINE:COLUMN QUERY`: one query of the editor, asked twice (the second time everything is remembered),
// with a tree of its steps and their times, and its answer.

import path from 'node:path';
import { cardToText } from '../core/card/cardText.ts';
import { definition } from '../core/features/definition.ts';
import { hover } from '../core/features/hover.ts';
import { lint } from '../core/lint/engine.ts';
import { rules } from '../core/lint/rules/index.ts';
import type { Project } from '../core/project.ts';
import { symbolAt } from '../core/semantics/symbolAt.ts';
import { type Span, span, traced } from '../core/span.ts';
import { offsetAt, positionAt, type SourceText } from '../core/text.ts';
import { withProject } from './openProject.ts';
import { parse, type Terminal, WrongUse } from './terminal.ts';

const queries = ['hover', 'definition', 'diagnostics'] as const;
type Query = (typeof queries)[number];

export async function trace(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parse({
    args: [...args],
    allowPositionals: true,
    options: { 'target-path': { type: 'string' } },
  });
  const place = /^(.+):(\d+):(\d+)$/.exec(positionals[0] ?? '');
  const query = queries.find((each) => each === positionals[1]);
  if (!place || !query || positionals.length > 2)
    throw new WrongUse('Usage: dbt-context trace FILE:LINE:COLUMN hover|definition|diagnostics (from 1)');
  const file = path.resolve(terminal.workingFolder, place[1] ?? '');
  const position = { line: Number(place[2]) - 1, character: Number(place[3]) - 1 };
  const started = terminal.clock();
  return withProject({ from: file, targetPath: values['target-path'] }, terminal, async (host) => {
    terminal.out(`load ${milliseconds(terminal.clock() - started)}`);
    const parsers = terminal.clock();
    await host.loadSqlParser();
    terminal.out(`load the SQL parsers ${milliseconds(terminal.clock() - parsers)}`);
    const project = host.current;
    const inside = host.pathOf(file);
    const source = inside === undefined ? undefined : project.files.text(inside);
    if (inside === undefined || !source) throw new WrongUse(`${file} can't be read, or dbt generates it.`);
    const ask = () => answer(query, project, inside, source, offsetAt(source, position), terminal.now());
    const first = traced(query, terminal.clock, ask);
    const second = traced(`${query} again`, terminal.clock, ask);
    terminal.out([...draw(first.span, 0), ...draw(second.span, 0), '', first.result].join('\n'));
    return 0;
  });
}

function answer(
  query: Query,
  project: Project,
  inside: string,
  source: SourceText,
  offset: number,
  now: number,
): string {
  switch (query) {
    case 'hover': {
      span('name at the place', () => symbolAt(project, inside, offset));
      const found = span('card', () => hover(project, inside, offset, { now }));
      return span('text', () => (found ? cardToText(found.card) : 'Nothing is known here.'));
    }
    case 'definition':
      span('name at the place', () => symbolAt(project, inside, offset));
      return (
        span('places', () => definition(project, inside, offset))
          .map(({ targetPath, targetSelectionRange: { start } }) => placeText(project, targetPath, start))
          .join('\n') || 'Nothing is defined here.'
      );
    case 'diagnostics':
      return (
        rules
          .flatMap((rule) =>
            span(rule.name, () => lint({ project, path: inside, source, now }, { rules: [rule] })),
          )
          .map(
            ({ range, severity, rule, message }) =>
              `${placeText(project, inside, range.start)} ${severity} ${rule}: ${message}`,
          )
          .join('\n') || 'No problems.'
      );
  }
}

function placeText(project: Project, inside: string, offset: number): string {
  const source = project.files.text(inside);
  if (!source) return inside;
  const { line, character } = positionAt(source, offset);
  return `${inside}:${line + 1}:${character + 1}`;
}

function draw(span: Span, depth: number): string[] {
  const line = `${'  '.repeat(depth)}${span.name} ${milliseconds(span.duration)}`;
  return [line, ...span.children.flatMap((child) => draw(child, depth + 1))];
}

function milliseconds(value: number): string {
  return `${value.toFixed(value < 10 ? 2 : 0)} ms`;
}
