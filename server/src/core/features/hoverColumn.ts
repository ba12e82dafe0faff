// The card of a column of a node, the same for SQL and YAML: its type and where that is known from, what its name promises, its
// tests, where its value comes from and who reads it. Deliberately absent: columns of CTEs (hoverSqlColumn.ts).

import { type Card, capped, code, type Fact, muted, text } from '../card/card.ts';
import { shorten, visibleLine } from '../card/visible.ts';
import { toSource } from '../jinja/render/rendered.ts';
import { describeName } from '../lint/vocabulary/promises/promises.ts';
import { nearestNames } from '../nearest.ts';
import type { Project } from '../project.ts';
import { classificationOf } from '../semantics/classified.ts';
import { isEnforced } from '../semantics/isEnforced.ts';
import type { Resolution } from '../semantics/resolution.ts';
import type { ColumnOfNode } from '../semantics/sql/columnLineage.ts';
import { type ModelSql, sqlOf } from '../semantics/sql/modelSql.ts';
import { type NodeColumn, nodeColumn, nodeColumns } from '../semantics/sql/nodeColumns.ts';
import { entryOf, nodeIdOfFile } from '../semantics/sql/nodeId.ts';
import { nameOfColumn, titleOfNode } from '../semantics/sql/nodeNames.ts';
import type { SymbolName } from '../semantics/symbol.ts';
import { testsOfColumn } from '../semantics/tests.ts';
import { columnKey, type NamedColumn } from '../sql/columns.ts';
import { nameKey } from '../sql/dialect.ts';
import { slice } from '../text.ts';
import { columnActions } from './hoverColumnActions.ts';
import { whyColumnsUnknown } from './hoverColumnNames.ts';
import { comesFromFact, descriptionOf, madeByFact } from './hoverColumnOrigin.ts';
import { readByFact } from './hoverColumnReaders.ts';
import { columnTypeFact } from './hoverColumnType.ts';
import { listLength, testsFact } from './hoverFacts.ts';
import { emptyCard } from './hoverNames.ts';

/** How a column's card came to be asked for. */
export interface ColumnCardOptions {
  /** The cursor is where the column is made, so what makes it needn't be shown. */
  readonly here?: boolean;
  /** More to say beside the title. */
  readonly tags?: readonly string[];
}

/** The card of a column in YAML; what holds it is `owner`. */
export function yamlColumnCard(
  project: Project,
  symbol: Extract<SymbolName, { kind: 'column' }>,
  owner: Resolution,
  now: number,
): Card {
  const id =
    owner.kind === 'found' || owner.kind === 'disabled'
      ? owner.entry.uniqueId
      : owner.kind === 'file'
        ? nodeIdOfFile(project, owner.path)
        : undefined;
  return id === undefined
    ? { ...emptyCard('column', symbol.name), facts: facts([promiseFact(project, symbol.name)]) }
    : columnCard(project, { node: id, column: symbol.name }, now);
}

/** The card of a column of a node. */
export function columnCard(
  project: Project,
  asked: ColumnOfNode,
  now: number,
  { here = false, tags = [] }: ColumnCardOptions = {},
): Card {
  const known = nodeColumn(project, asked.node, asked.column);
  const column: ColumnOfNode = { node: asked.node, column: known?.name ?? asked.column };
  const mayBe = known !== undefined || !nodeColumns(project, column.node).complete;
  const entry = entryOf(project, column.node);
  const described = descriptionOf(project, column);
  const inherited = described && described.from.node !== column.node ? described.from : undefined;
  const made = madeByFact(here ? undefined : expressionOf(project, column));
  return {
    ...emptyCard('column', column.column, [`of ${titleOfNode(project, column.node)}`, ...tags]),
    description: described?.description ?? '',
    facts: facts([
      inherited && {
        sign: 'columns',
        label: 'Description',
        lines: [[muted('of '), code(nameOfColumn(project, inherited))]],
      },
      known ? undefined : missingFact(project, column),
      columnTypeFact(project, column, known, now),
      promiseFact(project, column.column),
      entry && testsFact(testsOfColumn(project, entry, column.column), now),
      constraintsFact(project, known),
      classificationFact(known),
      made,
      comesFromFact(project, column, made !== undefined),
      mayBe ? readByFact(project, column) : undefined,
    ]),
    actions: columnActions(project, column, mayBe),
  };
}

function facts(list: readonly (Fact | undefined)[]): readonly Fact[] {
  return list.filter((fact) => fact !== undefined);
}

/** What the vocabulary says of the name. */
export function promiseFact(project: Project, name: string): Fact | undefined {
  const { vocabulary } = project.context;
  const spelled = vocabulary && describeName(vocabulary, name);
  return spelled ? { sign: 'note', label: 'Promises', lines: [[text(spelled)]] } : undefined;
}

/** A name that the node doesn't have, or of which that can't be said. */
function missingFact(project: Project, { node, column }: ColumnOfNode): Fact {
  const { complete, columns, from } = nodeColumns(project, node);
  if (complete) return noColumnFact(column, titleOfNode(project, node), columns);
  const why = whyColumnsUnknown(project, node);
  if (columns.length === 0) return { sign: 'columns', label: 'Type', lines: [[text('unknown: '), ...why]] };
  return {
    sign: 'note',
    label: 'Not known',
    lines: [[text(from === 'YAML' ? 'not in its YAML; ' : 'not among those that are known; '), ...why]],
  };
}

/** A name that none of the columns bears, with the nearest ones. */
export function noColumnFact(
  name: string,
  owner: string,
  columns: readonly { readonly name: string }[],
): Fact {
  const nearest = nearestNames(
    name,
    columns.map((each) => each.name),
  );
  return {
    sign: 'warning',
    label: 'Unknown',
    lines: [
      [
        code(name),
        text(` is no column of ${owner}`),
        ...(nearest.length === 0
          ? []
          : [text(': did you mean '), ...capped(nearest, listLength, (near) => [code(near)]), text('?')]),
      ],
    ],
  };
}

/** The text that makes a column in its node's SQL; undefined where it only passes another on, or where no text is known to. */
function expressionOf(project: Project, { node, column }: ColumnOfNode): string | undefined {
  const sql = sqlOf(project, node);
  if (!sql?.analysis) return undefined;
  const key = nameKey({ text: column, quoted: false }, sql.dialect);
  for (const made of sql.analysis.columns)
    if (made.kind === 'column' && columnKey(made, sql.dialect) === key) return expressionText(sql, made);
  return undefined;
}

const expressionLength = 100;

/** What makes a column, as rendered; as written where the rendering has gaps. Undefined for a bare column and for a VALUES list. */
export function expressionText(sql: ModelSql, { expression }: NamedColumn): string | undefined {
  if (!expression || expression.kind === 'column') return undefined;
  const { rendered, source } = sql;
  const { start, end } = expression.range;
  const hasGaps = rendered.marks.some(
    ({ kind, range }) => kind !== 'relation' && range.start < end && range.end > start,
  );
  const made = hasGaps
    ? slice(source, toSource(rendered, expression.range).range)
    : rendered.text.slice(start, end);
  return shorten(visibleLine(made), expressionLength);
}

function constraintsFact(project: Project, column: NodeColumn | undefined): Fact | undefined {
  const constraints = column?.declared?.constraints ?? [];
  if (constraints.length === 0) return undefined;
  const adapter = project.artifacts.manifest?.metadata.adapterType;
  const line = capped(constraints, listLength, (constraint) => [
    code(constraint.type),
    ...(isEnforced(adapter, constraint) === false ? [muted(` not enforced on ${adapter}`)] : []),
  ]);
  return { sign: 'note', label: 'Constraints', lines: [line] };
}

function classificationFact(column: NodeColumn | undefined): Fact | undefined {
  const marks = column?.declared ? classificationOf(column.declared) : [];
  if (marks.length === 0) return undefined;
  return { sign: 'warning', label: 'Classified', lines: [capped(marks, listLength, (mark) => [code(mark)])] };
}
