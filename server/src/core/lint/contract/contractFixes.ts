// Mends of a contract or of the SQL that it is for. Each is a choice, since a contract is a promise: none is made without being asked
// for. Deliberately absent: when they are offered (rules).

import { toSource } from '../../jinja/render/rendered.ts';
import type { ModelSql } from '../../semantics/sql/modelSql.ts';
import type { NamedColumn } from '../../sql/columns.ts';
import type { FileEdit } from '../../text.ts';
import { quotedName, spelledAs, type WrittenName } from '../columns/quoted.ts';
import { addToColumn, removeColumn } from '../mend/mendYaml.ts';
import type { Fix } from '../rule.ts';
import type { Contract } from './contract.ts';

function fixOf(title: string, edits: readonly FileEdit[]): readonly Fix[] {
  return edits.length === 0 ? [] : [{ title, edits }];
}

/** Lists a column in the contract, with its type where one is known. */
export function addToContract(
  { project, node }: Contract,
  column: WrittenName,
  dataType: string | undefined,
): readonly Fix[] {
  const typed = dataType === undefined ? '' : ` as \`${dataType}\``;
  const edits = addToColumn(project, node, column, { dataType });
  return fixOf(`Add \`${column.name}\`${typed} to the contract of \`${node.name}\``, edits);
}

/** Takes a column out of the contract. */
export function removeFromContract({ project, node }: Contract, name: string): readonly Fix[] {
  return fixOf(`Remove \`${name}\` from the contract of \`${node.name}\``, removeColumn(project, node, name));
}

/** Declares another type for a column of the contract. */
export function declareType(
  { project, node }: Contract,
  column: WrittenName,
  dataType: string,
): readonly Fix[] {
  const edits = addToColumn(project, node, column, { dataType });
  return fixOf(`Declare \`${column.name}\` as \`${dataType}\``, edits);
}

/** Casts a column in the SQL to the declared type; none where the text that makes it isn't its expression, written out. */
export function castTo(sql: ModelSql, column: NamedColumn, dataType: string): readonly Fix[] {
  const { expression, range } = column;
  if (!expression || column.star || !/^[\w ()<>,.[\]]+$/.test(dataType)) return [];
  if (expression.range.start < range.start || expression.range.end > range.end) return [];
  const title = `Cast \`${column.name}\` to \`${dataType}\``;
  if (expression.kind === 'cast' && expression.typeRange) {
    const place = toSource(sql.rendered, expression.typeRange);
    if (!place.verbatim) return [];
    return fixOf(title, [{ path: sql.path, range: place.range, newText: dataType }]);
  }
  const place = toSource(sql.rendered, expression.range);
  const own = toSource(sql.rendered, range);
  const written = sql.source.text.slice(place.range.start, place.range.end);
  if (!place.verbatim || !own.verbatim || /--|\/\*/.test(written)) return [];
  const alias = column.aliased ? '' : ` as ${quotedName(column, sql.dialect)}`;
  return fixOf(title, [
    { path: sql.path, range: place.range, newText: `cast(${written} as ${dataType})${alias}` },
  ]);
}

/** Gives a column of the SQL the name that the contract has; none where its alias isn't written out. */
export function renameInSql(sql: ModelSql, column: NamedColumn, name: WrittenName): readonly Fix[] {
  const place = toSource(sql.rendered, column.nameRange);
  if (!column.aliased || column.star || !place.verbatim) return [];
  const written = sql.source.text.slice(place.range.start, place.range.end);
  const inQuotes = /^["`[]/.test(written);
  const newText = inQuotes
    ? quotedName({ ...name, quoted: true }, sql.dialect)
    : quotedName({ name: spelledAs(name, column.name, sql.dialect), quoted: name.quoted }, sql.dialect);
  return fixOf(`Rename \`${column.name}\` to \`${name.name}\``, [
    { path: sql.path, range: place.range, newText },
  ]);
}
