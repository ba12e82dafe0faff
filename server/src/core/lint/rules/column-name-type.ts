// column-name-type: the name of a column promises a type and the column has another.

import { problemsOfColumns } from '../columns/columns.ts';
import { typeInWords, typeOfColumn } from '../columns/columnTypes.ts';
import { nameFixes, withWord, wordsOfType } from '../mend/vocabularyFixes.ts';
import type { Rule } from '../rule.ts';
import { allows, expectedTypes } from '../vocabulary/promises/promises.ts';

/** See `summary`. */
export const columnNameType: Rule = {
  name: 'column-name-type',
  group: 'contracts',
  severity: 'warning',
  summary: 'The name of a column promises a type and the column has another.',
  why: `A name such as \`n_orders\` is read as a promise: everybody who selects it takes it for a count. When it holds text,
sums fail far away from the mistake. The type is taken from the catalog while the file is the one that was built, then
from the declared \`data_type\`, then from a cast or function in the SQL. Where none of them knows it, nothing is said.`,
  bad: `select
    cast(order_count as varchar) as n_orders
from orders`,
  good: `select
    cast(order_count as integer) as n_orders
from orders`,
  check(ctx) {
    const adapter = ctx.project.artifacts.manifest?.metadata.adapterType;
    return problemsOfColumns(ctx, (column, vocabulary) => {
      const expected = expectedTypes(vocabulary, column.name, adapter);
      const found = expected && typeOfColumn(ctx.project, column);
      if (!found || allows(expected.types, found.base)) return [];
      const message = `\`${column.name}\` of ${column.owner}: \`${expected.part.text}\` promises ${expected.types.join(' or ')}, but it is ${typeInWords(found)}.`;
      const fixes = () => {
        const words = wordsOfType(vocabulary, expected.part, found.base, adapter);
        return words.length === 1
          ? nameFixes(
              ctx.project,
              column,
              words.map((word) => withWord(vocabulary, column.name, expected.part, word)),
            )
          : [];
      };
      return [{ range: column.range, message, fixes }];
    });
  },
};
