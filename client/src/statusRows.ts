// What the language status item says of a project, as rows of text: the popup shows about fifty characters of each.
// Deliberately absent: VS Code.

import type { ProjectStatus } from '../../server/src/protocol.ts';
import { age } from './age.ts';

/** One line of the popup: `text – detail`. */
export interface StatusRow {
  readonly text: string;
  readonly detail: string;
  readonly isProblem: boolean;
}

/** As people call the artifacts, in the order shown; what is missing of these is named too. */
const names: readonly (readonly [artifact: string, name: string])[] = [
  ['manifest', 'manifest'],
  ['run_results', 'runs'],
  ['sources', 'freshness'],
  ['catalog', 'catalog'],
];

/** The project's row first, then its artifacts with their ages, then a row for each problem. `now` is milliseconds since 1970. */
export function statusRows(
  status: ProjectStatus | undefined,
  now: number,
): readonly [StatusRow, ...StatusRow[]] {
  if (!status) return [row('dbt: no project', 'This file belongs to no dbt project.')];
  const text = `dbt: ${status.name}`;
  if (status.state === 'loading') return [row(text, 'Reading the project…')];
  const ageOf = (artifact: string) => {
    const file = status.artifacts.find(({ name }) => name === artifact);
    return file && age(now - file.modifiedAt);
  };
  const manifest = ageOf('manifest');
  const known = names.map(([artifact, name]) => [name, ageOf(artifact)] as const);
  const there = known.flatMap(([name, old]) =>
    old === undefined ? [] : `${name} ${old.replace(/ ago$/, '')}`,
  );
  const missing = known.flatMap(([name, old]) => (old === undefined ? [name] : []));
  const ages = [...there, ...(missing.length > 0 ? [`no ${missing.join(', ')}`] : [])].join(' · ');
  return [
    row(text, manifest === undefined ? 'no manifest' : `manifest written ${manifest}`),
    ...(there.length > 0 ? [row('Artifacts', ages)] : []),
    ...folded(status.problems).map((problem) => {
      const [, what = problem, then = ''] = /^(.*?[.!?])\s+(.*)$/s.exec(problem) ?? [];
      return { text: what, detail: then, isProblem: true };
    }),
  ];
}

/** After `dbt clean` all artifacts are gone: one row says it. */
function folded(problems: readonly string[]): readonly string[] {
  const isGone = (problem: string) => /^\S+ is gone\. The last good one/.test(problem);
  const gone = problems.filter(isGone);
  if (gone.length < 2) return problems;
  return [
    `${gone.length} artifacts are gone. The last good ones are used. Run "dbt build".`,
    ...problems.filter((problem) => !isGone(problem)),
  ];
}

function row(text: string, detail: string): StatusRow {
  return { text, detail, isProblem: false };
}
