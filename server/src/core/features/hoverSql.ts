// The card of a name in a file's SQL: a column being read or made, a star, a CTE, a relation's alias.
// Deliberately absent: names inside Jinja (hover.ts).

import type { Card } from '../card/card.ts';
import type { Project } from '../project.ts';
import { type NodeId, nodeIdOfFile } from '../semantics/sql/nodeId.ts';
import { type SqlSymbol, sqlSymbolAt } from '../semantics/sql/sqlSymbol.ts';
import { sqlSymbolsAt } from '../semantics/sql/sqlSymbolsAt.ts';

import { columnCard } from './hoverColumn.ts';
import { cteCard, relationCard } from './hoverRelation.ts';
import { sourceCard, sqlColumnCard } from './hoverSqlColumn.ts';
import { missingCard, notKnownCard, severalCard } from './hoverSqlNames.ts';
import { starCard } from './hoverStar.ts';

/** A name of SQL and its card; undefined where there is nothing to say. `nodeCard` gives that of a node. */
export function sqlHover(
  project: Project,
  path: string,
  offset: number,
  now: number,
  nodeCard: (id: NodeId) => Card | undefined,
): { readonly range: SqlSymbol['range']; readonly card: Card } | undefined {
  const symbol = sqlSymbolAt(project, path, offset);
  const card = symbol && cardOf(project, symbol, now, nodeCard);
  if (!card) return undefined;
  const turns = symbol.verbatim ? 1 : sqlSymbolsAt(project, path, offset).length;
  const tags = turns > 1 ? [...card.tags, `the first of ${turns} made here`] : card.tags;
  return { range: symbol.range, card: { ...card, tags } };
}

function cardOf(
  project: Project,
  symbol: SqlSymbol,
  now: number,
  nodeCard: (id: NodeId) => Card | undefined,
): Card | undefined {
  const { sql } = symbol;
  switch (symbol.kind) {
    case 'reference':
      return referenceCard(project, symbol, now, nodeCard);
    case 'output': {
      const node = symbol.final ? nodeIdOfFile(project, sql.path) : undefined;
      return node === undefined
        ? sqlColumnCard(project, sql, symbol.column, now, { here: true })
        : columnCard(project, { node, column: symbol.column.name }, now, { here: true });
    }
    case 'star':
      return starCard(project, sql, symbol.columns, symbol.scope);
    case 'cte':
      return cteCard(project, sql, symbol.cte, symbol.columns);
    case 'alias':
      return relationCard(project, sql, symbol.relation, symbol.scope, nodeCard);
    case 'using':
      return severalCard(project, sql, symbol.name, symbol.sources, 'using');
  }
}

function referenceCard(
  project: Project,
  symbol: Extract<SqlSymbol, { kind: 'reference' }>,
  now: number,
  nodeCard: (id: NodeId) => Card | undefined,
): Card | undefined {
  const { sql, reference, scope } = symbol;
  const { target, name } = reference;
  switch (target.kind) {
    case 'column':
      return sourceCard(project, sql, target.source, now);
    case 'alias':
      return sqlColumnCard(project, sql, target.column, now);
    case 'ambiguous':
      return severalCard(project, sql, name.text, target.sources, 'ambiguous');
    case 'missing':
      return missingCard(project, symbol, target.relations);
    case 'relation':
      return relationCard(project, sql, target.relation, scope, nodeCard);
    case 'unknown':
      return notKnownCard(project, sql, reference, scope);
  }
}
