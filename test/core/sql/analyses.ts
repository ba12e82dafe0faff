// One line for what an analysis says, for the tests of core/sql. Deliberately absent: ranges.
import type {
  FindTable,
  QueryAnalysis,
  ReferenceTarget,
  Table,
} from '../../../server/src/core/sql/analysis.ts';
import { type AnalyzeOptions, analyze } from '../../../server/src/core/sql/analyze.ts';
import { dialectOf } from '../../../server/src/core/sql/dialect.ts';
import { segment } from '../../../server/src/core/sql/readSql.ts';

/** The tables that every test knows: name, columns with types, `…` where more may be there. */
const tables: Readonly<Record<string, string>> = {
  ferries: 'id:int name:varchar seats:int island_id:int',
  trips: 'trip_id:int ferry_id:int fare:numeric(10,2) sold_at:timestamp tags',
  islands: 'island_id:int name:varchar',
  logs: 'id …',
};

/** Finds the tables of the tests by the last part of their path. */
export const findTable: FindTable = (relation) => {
  if (relation.kind !== 'table') return undefined;
  const last = relation.path[relation.path.length - 1]?.text ?? '';
  const name = last.slice(last.lastIndexOf('.') + 1).toLowerCase();
  const listed = Object.hasOwn(tables, name) ? tables[name] : undefined;
  if (listed === undefined) return undefined;
  const known = found.get(name);
  if (known) return known;
  const entries = listed.split(' ');
  const range = { start: 0, end: 0 };
  const table: Table = {
    id: name,
    complete: !entries.includes('…'),
    columns: entries
      .filter((entry) => entry !== '…')
      .map((entry) => {
        const [column = '', text] = entry.split(':');
        return {
          name: column,
          quoted: false,
          type: text === undefined ? undefined : { text, from: 'cast', base: undefined, range },
        };
      }),
  };
  found.set(name, table);
  return table;
};

const found = new Map<string, Table>();

/** Analyses a text that has a query. */
export function analysisOf(text: string, adapter: string, options?: AnalyzeOptions): QueryAnalysis {
  const dialect = dialectOf(adapter);
  const { query } = segment(text, dialect);
  if (!query) throw new Error(`no query: ${text}`);
  return analyze(query, dialect, findTable, options);
}

/** `name` for each column, `?` and `??` for one or many without a known name, `*` for a star. */
export function namesOf({ columns }: QueryAnalysis): string {
  return columns
    .map((column) =>
      column.kind === 'column' ? column.name : column.kind === 'star' ? '*' : column.many ? '??' : '?',
    )
    .join(' ');
}

/** `column <how table.column, …` for each named column; `!` where something isn't traced. */
export function lineageOf(analysis: QueryAnalysis): string {
  return analysis.columns
    .flatMap((column) => {
      if (column.kind !== 'column') return [];
      const origins = analysis.originsOf(column).map(({ table, name, how }) => `${how} ${table.id}.${name}`);
      return [`${column.name}${column.traced ? '' : '!'} < ${origins.sort().join(', ') || column.how}`];
    })
    .join('; ');
}

/** `clause path=target` for each reference, in the order of the text. */
export function referencesOf({ references }: QueryAnalysis): string {
  return references
    .map(({ reference, clause, target }) => {
      const path = reference.path.map(({ text }) => text).join('.');
      return `${clause} ${path}=${targetOf(target)}`;
    })
    .join('; ');
}

function targetOf(target: ReferenceTarget): string {
  switch (target.kind) {
    case 'column':
      return target.source.kind === 'table'
        ? `${target.source.table.id}.${target.source.name}${target.source.column ? '' : '?'}`
        : `${target.relation.name?.text ?? ''}/${target.source.column.name}`;
    case 'alias':
      return `alias ${target.column.name}`;
    case 'relation':
      return `row ${target.relation.name?.text ?? ''}`;
    default:
      return target.kind;
  }
}

/** `name:type` for each named column. */
export function typesOf({ columns }: QueryAnalysis): string {
  return columns
    .flatMap((column) => (column.kind === 'column' ? [`${column.name}:${column.type?.text ?? '?'}`] : []))
    .join(' ');
}
