// column-type-name: the type of a column demands a name that the column doesn't have.

import type { Project } from '../../project.ts';
import { nodeColumn } from '../../semantics/sql/nodeColumns.ts';
import { type JudgedColumn, problemsOfColumns } from '../columns/columns.ts';
import { typeInWords, typeOfColumn } from '../columns/columnTypes.ts';
import type { Fix, Rule } from '../rule.ts';
import { lackedSuffix } from '../vocabulary/demanded.ts';
import { renameFixes } from '../vocabulary/renameFixes.ts';

/** See `summary`. */
export const columnTypeName: Rule = {
  name: 'column-type-name',
  group: 'contracts',
  severity: 'warning',
  summary: 'The type of a column demands a name, and the column has another.',
  why: `Where every timestamp ends in \`_at\`, a name without it says that the column is no timestamp. A suffix of the vocabulary
with \`demanded: true\` is demanded of every column of its types; its synonyms will do. The type is known from where
\`column-name-type\` knows it, and where it isn’t, nothing is said.`,
  bad: `select
    cast(departure as timestamp) as departure
from crossings`,
  good: `select
    cast(departure as timestamp) as departure_at
from crossings`,
  check(ctx) {
    const { project } = ctx;
    const adapter = project.artifacts.manifest?.metadata.adapterType;
    return problemsOfColumns(ctx, (column, vocabulary) => {
      if (!vocabulary.suffixes.some(({ demanded }) => demanded)) return [];
      const type = typeOfColumn(project, column);
      const lacked = type && lackedSuffix(vocabulary, column.name, type.base, adapter);
      if (!lacked) return [];
      const { separator } = vocabulary;
      const endings = lacked.suffixes.map((suffix) => `\`${separator}${suffix}\``).join(' or ');
      const message = `\`${column.name}\` of ${column.owner} is ${typeInWords(type)}, and every ${type.base} ends in ${endings}.`;
      const { better } = lacked;
      const fixes = () => (better === undefined ? [] : fixesOf(project, column, better));
      return [{ range: column.range, message, fixes }];
    });
  },
};

/** A field of a struct has no alias to change, and a column of that name would be there twice. */
function fixesOf(project: Project, column: JudgedColumn, better: string): readonly Fix[] {
  const { node, name } = column;
  if (node === undefined || name.includes('.') || nodeColumn(project, node, better)) return [];
  return renameFixes(project, column, better);
}
