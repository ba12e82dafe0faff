// Where a column that is taken away is told of: at what it became, beside where it stood, else at the final select.
// Deliberately absent: why.

import { toSource } from '../../jinja/render/rendered.ts';
import type { ChangedColumn } from '../../semantics/sql/changedColumns.ts';
import type { ModelSql } from '../../semantics/sql/modelSql.ts';
import type { NamedColumn } from '../../sql/columns.ts';
import type { QueryBody, Select } from '../../sql/tree.ts';
import type { TextRange } from '../../text.ts';

/** See the head of this file; in the source. */
export function placeOfChange(sql: ModelSql, change: ChangedColumn): TextRange {
  const column = change.kind === 'gone' ? change.beside : change.now;
  return (column && placeOfName(sql, column)) ?? placeOfSelect(sql);
}

function placeOfName({ rendered }: ModelSql, { nameRange }: NamedColumn): TextRange | undefined {
  const { range, verbatim } = toSource(rendered, nameRange);
  return verbatim ? range : undefined;
}

/** The keyword of the final select, in the source; of a union that of its first. */
export function placeOfSelect({ rendered, analysis }: ModelSql): TextRange {
  const select = finalSelect(analysis?.query);
  const start = select?.range.start ?? analysis?.query.range.start ?? 0;
  const keyword = /^(?:select|from|table|values)\b/i.exec(rendered.text.slice(start, start + 10))?.[0] ?? '';
  return toSource(rendered, { start, end: start + Math.max(1, keyword.length) }).range;
}

function finalSelect(query: QueryBody | undefined): Select | undefined {
  let body = query;
  while (body && body.kind !== 'select') {
    if (body.kind === 'values') return undefined;
    body = body.kind === 'query' ? body.body : body.left;
  }
  return body;
}
