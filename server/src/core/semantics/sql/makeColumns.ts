// The columns of a node from its facts and its SQL. Deliberately absent: what is remembered of them (cells.ts).

import type { Reader } from '../../derived.ts';
import { isTracedToTables } from '../../sql/origins.ts';
import { typesOfColumns } from './columnTypes.ts';
import { listColumns } from './listColumns.ts';
import type { ModelSql } from './modelSql.ts';
import type { NodeColumn, NodeColumns } from './nodeColumns.ts';
import type { NodeFacts } from './nodeFacts.ts';
import { choiceBehind } from './unsureRanges.ts';

/** See the head of this file. `asParsed` gives what made each column when dbt parsed the node. */
export function makeColumns(
  reader: Reader,
  facts: NodeFacts,
  sql: ModelSql | undefined,
  asParsed: () => ReadonlyMap<string, string>,
): NodeColumns {
  const { listed, complete, from } = listColumns(facts, sql);
  const types = typesOfColumns(reader, facts, sql, asParsed);
  const columns = listed.map((each): NodeColumn => {
    const { name, quoted, made, declared } = each;
    return {
      name,
      quoted,
      type: types(each),
      made: made && {
        how: made.how,
        traced: isTracedToTables(made),
        hangsOn: sql && choiceBehind(sql.rendered, made),
      },
      declared,
    };
  });
  return { id: facts.id, columns, complete, from };
}
