// Random changes of a project's models: a column taken out of the select list that makes it, or given another name there.
// Deliberately absent: what a template makes, and columns whose list isn't known as a whole.
import { toSource } from '../../server/src/core/jinja/render/rendered.ts';
import { isParsedAsIs } from '../../server/src/core/semantics/sql/changedColumns.ts';
import { modelSql } from '../../server/src/core/semantics/sql/modelSql.ts';
import { nodeColumns } from '../../server/src/core/semantics/sql/nodeColumns.ts';
import { fileOf } from '../../server/src/core/semantics/sql/nodeId.ts';
import { nodeReaders } from '../../server/src/core/semantics/sql/nodeReaders.ts';
import { sourceText } from '../../server/src/core/text.ts';

/** At most `most`, the same for the same seed. Of a model one column only. */
export function* changesOf(project, models, seed, most) {
  const random = randomOf(seed);
  let left = most;
  for (const model of shuffled(models, random)) {
    if (left <= 0) return;
    const change = changeOf(project, model, random);
    if (!change) continue;
    left--;
    yield change;
  }
}

function changeOf(project, { uniqueId: node }, random) {
  const path = fileOf(project, node);
  const source = path === undefined ? undefined : project.files.text(path);
  const sql = source && path.startsWith('models/') ? modelSql(project, path) : undefined;
  const known = nodeColumns(project, node);
  if (!sql?.analysis || !known.complete || known.from !== 'sql' || known.columns.length < 2) return undefined;
  if (isParsedAsIs(project, node, source) !== true || nodeReaders(project).of(node).length === 0)
    return undefined;
  const columns = sql.analysis.columns.filter(({ kind }) => kind === 'column');
  for (const column of shuffled(columns, random)) {
    const item = itemOf(column);
    const place = item && toSource(sql.rendered, item.range);
    const name = item && toSource(sql.rendered, item.nameRange);
    if (!place?.verbatim || !name?.verbatim) continue;
    const kind = random() < 0.5 ? 'gone' : 'renamed';
    const text =
      kind === 'gone'
        ? without(source.text, place.range)
        : renamed(source.text, item, place.range, name.range);
    if (text === undefined) continue;
    const changed = withText(project, path, text);
    const after = nodeColumns(changed, node);
    const names = after.columns.map((each) => each.name);
    const kept = known.columns.filter((each) => each.name.toLowerCase() !== column.name.toLowerCase());
    const fits = after.complete && after.from === 'sql' && kept.every((each) => names.includes(each.name));
    if (
      !fits ||
      names.length !== kept.length + (kind === 'gone' ? 0 : 1) ||
      names.some((each) => each.toLowerCase() === column.name.toLowerCase())
    )
      continue;
    // The store goes back to the project as it is.
    nodeColumns(project, node);
    return { kind, node, path, column: column.name, text };
  }
  nodeColumns(project, node);
  return undefined;
}

/** A project with another text in one file. */
export function withText(project, path, text) {
  const source = sourceText(text);
  const { files } = project;
  return {
    ...project,
    files: { paths: files.paths, text: (other) => (other === path ? source : files.text(other)) },
  };
}

/** The entry of a select list that makes a column, behind stars of CTEs. */
function itemOf(column) {
  let at = column;
  while (at?.star) {
    const [input] = at.inputs;
    if (at.inputs.length !== 1 || input.source.kind !== 'query') return undefined;
    at = input.source.column;
  }
  return at;
}

function without(text, { start, end }) {
  const behind = /^\s*,/.exec(text.slice(end));
  if (behind) return text.slice(0, start) + text.slice(end + behind[0].length);
  const before = /,\s*$/.exec(text.slice(0, start));
  return before ? text.slice(0, before.index) + text.slice(end) : undefined;
}

function renamed(text, { aliased, quoted }, { end }, name) {
  if (quoted) return undefined;
  return aliased
    ? `${text.slice(0, name.start)}renamed_here${text.slice(name.end)}`
    : `${text.slice(0, end)} as renamed_here${text.slice(end)}`;
}

function shuffled(list, random) {
  const items = [...list];
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [items[i], items[j]] = [items[j], items[i]];
  }
  return items;
}

function randomOf(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
