// Writes the new name of some columns at every place of a file's SQL that names one of them, and says where it can't be written.
// Deliberately absent: which columns those are (renameFlow.ts, renameSql.ts).

import { toSource } from '../../../jinja/render/rendered.ts';
import type { ScopeRelation } from '../../../sql/analysis.ts';
import { columnKey, type NamedColumn } from '../../../sql/columns.ts';
import { nameKey } from '../../../sql/dialect.ts';
import { aliasesInSelect, aliasesInWhere } from '../../../sql/names.ts';
import type { TextEdit, TextRange } from '../../../text.ts';
import type { ModelSql } from '../modelSql.ts';
import { columnClasses, nodeColumnKey } from '../sameColumn.ts';
import { type SqlSymbol, symbolsOfSql } from '../sqlSymbol.ts';
import type { RenameFlow } from './renameFlow.ts';
import { keyOfNewName, type NewName, writtenName } from './renameNames.ts';
import { namesInTag } from './renameStrings.ts';

/** Collects the edits of one text. */
export class RenameWriting {
  /** Why something can't be written, and where in the source. */
  readonly problems: { at: number; why: string }[] = [];
  /** Whether anything names a column that has the new name. */
  touched = false;
  readonly #sql: ModelSql;
  readonly #newName: NewName;
  readonly #flow: RenameFlow;
  readonly #renamed: ReadonlySet<string>;
  readonly #edits = new Map<string, TextEdit>();
  /** Places that name something else too, in another turn of a loop. */
  readonly #others = new Set<string>();

  constructor(sql: ModelSql, newName: NewName, flow: RenameFlow, renamed: ReadonlySet<string>) {
    this.#sql = sql;
    this.#newName = newName;
    this.#flow = flow;
    this.#renamed = renamed;
  }

  /** `ownKeys` are those of the column that begins it here; none where it begins elsewhere. */
  write(ownKeys: ReadonlySet<string>): void {
    for (const symbol of symbolsOfSql(this.#sql)) this.#symbol(symbol);
    for (const { select, relations } of this.#sql.analysis?.scopes ?? []) {
      const natural = select.from.find(({ join }) => join.includes('natural'));
      if (natural && relations.some((relation) => this.#hasRenamed(relation)))
        this.fail(natural.range, 'a natural join matches it by its name');
    }
    const reading = new Set<string>();
    for (const source of this.#renamed)
      for (const { key } of this.#flow.passedOn.get(source) ?? []) reading.add(key);
    for (const { key, column, follows } of this.#flow.made.values()) {
      if (column.star) continue;
      const has = this.#renamed.has(key);
      if (has && column.aliased) this.#replace(column.nameRange);
      // A column that gives itself the new name, though what it reads hasn't got it.
      else if (has && ownKeys.has(key)) this.#addAlias(column, this.#written(this.#textOf(column.nameRange)));
      else if (!has && follows === 'itself' && reading.has(key))
        this.#addAlias(column, this.#textOf(column.nameRange));
    }
    for (const key of ownKeys) if (!this.#flow.made.has(key)) this.#replaceListed(key);
  }

  /** The edits in no certain order; a place that names other columns too is told of instead. */
  edits(): readonly TextEdit[] {
    return [...this.#edits].flatMap(([key, edit]) => {
      if (!this.#others.has(key)) return [edit];
      this.#problem(edit.range.start, 'a loop writes several names there');
      return [];
    });
  }

  /** Says why something can't be written, at a range of the rendered text; at the start of the file where there is none. */
  fail(rendered: TextRange | undefined, why: string): void {
    this.#problem(rendered ? toSource(this.#sql.rendered, rendered).range.start : 0, why);
  }

  #problem(at: number, why: string): void {
    if (!this.problems.some((each) => each.at === at && each.why === why)) this.problems.push({ at, why });
  }

  #symbol(symbol: SqlSymbol): void {
    if (symbol.kind !== 'reference' && symbol.kind !== 'using' && symbol.kind !== 'output') return;
    const keys = columnClasses(this.#sql).keysOf(symbol);
    const hits = keys.filter((key) => this.#renamed.has(key)).length;
    if (hits === 0) {
      this.#others.add(rangeKey(symbol.range));
      if (symbol.kind === 'reference') this.#watchOther(symbol);
      return;
    }
    this.touched = true;
    if (symbol.kind === 'output') return;
    if (hits < keys.length || (symbol.kind === 'using' && keys.length < 2)) {
      this.#problem(symbol.range.start, 'a join matches it with another column of that name');
      return;
    }
    if (!symbol.verbatim) {
      this.#template(symbol);
      return;
    }
    const written = this.#sql.source.text.slice(symbol.range.start, symbol.range.end);
    const newText = this.#written(written);
    const qualifier = symbol.kind === 'reference' ? this.#qualifier(symbol) : '';
    if (qualifier === undefined)
      this.#problem(symbol.range.start, `\`${newText}\` would mean another column`);
    else this.#edit(symbol.range, qualifier + newText);
  }

  /** A qualifier that the new name needs, since another relation has a column of that name; undefined where none can be written. */
  #qualifier({ reference, scope }: SqlSymbol & { readonly kind: 'reference' }): string | undefined {
    const { target, clause, qualifier } = reference;
    if (qualifier || clause === 'using') return '';
    const key = keyOfNewName(this.#newName, this.#sql.dialect);
    const relation = target.kind === 'column' ? target.relation : undefined;
    const met = scope.relations.some(
      ({ source, columns }) =>
        source !== relation &&
        columns.some((each) => (!('kind' in each) || each.kind === 'column') && this.#isCalled(each, key)),
    );
    if (target.kind === 'alias') return met && clause !== 'order' ? undefined : '';
    if (!met) return '';
    if (!relation?.name || relation.name.opaque) return undefined;
    return `${this.#textOf(relation.name.range)}.`;
  }

  /** A name that stays may mean an alias that gets the new name, or have meant the alias that had the old one. */
  #watchOther({ reference, scope, range }: SqlSymbol & { readonly kind: 'reference' }): void {
    const { name, clause, qualifier, target } = reference;
    if (target.kind === 'relation') {
      const row = scope.relations.find(({ source }) => source === target.relation);
      if (row && this.#hasRenamed(row)) this.#problem(range.start, 'a row as a whole has it');
      return;
    }
    if (qualifier) return;
    const { dialect } = this.#sql;
    const written = nameKey(name, dialect);
    const { keyOf } = columnClasses(this.#sql);
    const renamed = () =>
      scope.output.filter(
        (each): each is NamedColumn => each.kind === 'column' && this.#renamed.has(keyOf(each)),
      );
    if (/^(?:order|group|having|qualify)$/.test(clause) && written === keyOfNewName(this.#newName, dialect)) {
      if (renamed().length > 0)
        this.#problem(range.start, `\`${this.#newName.text}\` means another column there`);
    }
    // Of a relation that isn't known nobody can tell whether it has a column of that name.
    const unknown =
      target.kind === 'unknown' ||
      (target.kind === 'column' && target.source.kind === 'table' && !target.source.column);
    const lateral =
      clause === 'select' ? aliasesInSelect(dialect) : clause === 'where' && aliasesInWhere(dialect);
    if (!unknown || !lateral) return;
    const alias = renamed().find((each) => each.aliased && columnKey(each, dialect) === written);
    if (alias && name.range.start >= alias.range.end)
      this.#problem(range.start, `\`${name.text}\` may mean a column of a relation there`);
  }

  #hasRenamed({ columns, table }: ScopeRelation): boolean {
    const { keyOf } = columnClasses(this.#sql);
    return columns.some((column) => {
      if (!('kind' in column)) return table && this.#renamed.has(nodeColumnKey(table.id, column.name));
      return column.kind === 'column' && this.#renamed.has(keyOf(column));
    });
  }

  #isCalled(column: { readonly name: string; readonly quoted: boolean }, key: string): boolean {
    return columnKey(column, this.#sql.dialect) === key;
  }

  /** An alias where it is made, or a name in a list of names. */
  #replace(rendered: TextRange): void {
    const { range, verbatim } = toSource(this.#sql.rendered, rendered);
    if (verbatim) this.#edit(range, this.#written(this.#sql.source.text.slice(range.start, range.end)));
    else if (this.#holds(range, this.#textOf(rendered)))
      this.#problem(range.start, 'a template writes the name');
  }

  #replaceListed(key: string): void {
    const { keyOf } = columnClasses(this.#sql);
    for (const column of this.#sql.analysis?.columns ?? [])
      if (column.kind === 'column' && keyOf(column) === key) this.#replace(column.nameRange);
  }

  #addAlias(column: NamedColumn, alias: string): void {
    const last = toSource(this.#sql.rendered, { start: column.range.end - 1, end: column.range.end });
    if (!last.verbatim || !toSource(this.#sql.rendered, column.nameRange).verbatim) {
      this.#problem(last.range.start, 'a template writes the name');
      return;
    }
    const { end } = last.range;
    const [key, known] =
      [...this.#edits].find(([, { range }]) => range.end === end && range.start < end) ?? [];
    const added = ` as ${alias}`;
    if (key !== undefined && known) {
      // A loop comes here in every turn.
      if (!known.newText.endsWith(added)) this.#edits.set(key, { ...known, newText: known.newText + added });
    } else this.#edit({ start: end, end }, added);
  }

  /** A name that a template writes: it stands in the strings of its tag, or comes from the columns of a relation by itself. */
  #template(symbol: SqlSymbol & { readonly kind: 'reference' | 'using' }): void {
    const name = symbol.kind === 'using' ? symbol.name : symbol.reference.name.text;
    const qualifier = symbol.kind === 'using' ? undefined : symbol.reference.qualifier?.text;
    if (!this.#holds(symbol.range, name)) return;
    const places = namesInTag(this.#sql.source, symbol.range, name, qualifier);
    const newText = this.#written(name);
    if (places.length === 0 || /['"]/.test(newText))
      this.#problem(symbol.range.start, 'a template writes the name');
    else for (const place of places) this.#edit(place, newText);
  }

  #holds({ start, end }: TextRange, name: string): boolean {
    return this.#sql.source.text.slice(start, end).toLowerCase().includes(name.toLowerCase());
  }

  #written(written: string): string {
    return writtenName(this.#newName, written, this.#sql.dialect);
  }

  #textOf({ start, end }: TextRange): string {
    return this.#sql.rendered.text.slice(start, end);
  }

  #edit(range: TextRange, newText: string): void {
    this.#edits.set(rangeKey(range), { range, newText });
  }
}

function rangeKey({ start, end }: TextRange): string {
  return `${start}:${end}`;
}
