// The readers that the rule names for a change against those found by brute force: every node of the project understood anew, with the
// change and without, and what is another.
import { derivedStore } from '../../server/src/core/derived.ts';
import { usesOfColumn } from '../../server/src/core/lint/breaking/breakingUses.ts';
import { prepareLint } from '../../server/src/core/lint/prepareLint.ts';
import { breakingColumn } from '../../server/src/core/lint/rules/breaking-column.ts';
import { downstreamOf } from '../../server/src/core/semantics/lineage.ts';
import { nodeOfFile } from '../../server/src/core/semantics/modelFiles.ts';
import { changedColumns } from '../../server/src/core/semantics/sql/changedColumns.ts';
import { nodeLineage } from '../../server/src/core/semantics/sql/columnLineage.ts';
import { sqlOf } from '../../server/src/core/semantics/sql/modelSql.ts';
import { nodeColumns } from '../../server/src/core/semantics/sql/nodeColumns.ts';
import { withText } from './changes.mjs';

const types = new Set(['model', 'snapshot', 'seed', 'analysis', 'test']);

/** What is said of every node, as texts by its id; all of it made anew. */
export function factsOf(project) {
  const anew = { ...project, derived: derivedStore() };
  const facts = new Map();
  for (const { uniqueId, resourceType, disabled, originalFilePath } of anew.artifacts.manifest.entries) {
    if (disabled || !types.has(resourceType)) continue;
    if (resourceType === 'test' && !originalFilePath.endsWith('.sql')) continue;
    const { upstream, influences } = nodeLineage(anew, uniqueId);
    const missing = (sqlOf(anew, uniqueId)?.analysis?.references ?? []).flatMap(({ name, target }) =>
      target.kind === 'missing' || target.kind === 'unknown' ? [`${name.text} ${name.range.start}`] : [],
    );
    const names = nodeColumns(anew, uniqueId).columns.map(({ name }) => name);
    facts.set(uniqueId, JSON.stringify([names, [...upstream], influences, missing.length]));
  }
  return facts;
}

export function compare(project, before, { node, path, column, text, kind }) {
  const changed = withText(project, path, text);
  const source = changed.files.text(path);
  for (const _ of prepareLint(changed, path));
  const started = performance.now();
  const problems = breakingColumn.check({ project: changed, path, source, now: 0 });
  const ms = performance.now() - started;
  const changes = changedColumns(changed, node, source);
  const told = changes.find((each) => each.column.name.toLowerCase() === column.toLowerCase());
  const uses = usesOfColumn(changed, nodeOfFile(changed, path), column, Number.POSITIVE_INFINITY);
  const named = new Set(uses.readers.map((reader) => reader.node));
  const differing = (facts, project) => {
    const after = factsOf(project);
    return [...facts.keys()].filter((id) => id !== node && facts.get(id) !== after.get(id));
  };
  let brute = differing(before, changed);
  const isSame = () => {
    const readers = brute.filter((id) => !uses.unknown.includes(id));
    return readers.length === named.size && readers.every((id) => named.has(id));
  };
  // The catalog has the columns of before the change of all that is made of the model.
  if (!isSame() && project.artifacts.catalog)
    brute = differing(factsOf(withoutCatalog(project, node)), withoutCatalog(changed, node));
  const perhaps = brute.filter((id) => uses.unknown.includes(id));
  const readers = brute.filter((id) => !perhaps.includes(id));
  const silent =
    named.size === 0 ||
    (told?.kind === kind &&
      problems.some(({ message }) => message.toLowerCase().includes(`\`${column.toLowerCase()}\``)))
      ? undefined
      : `${told?.kind ?? 'no change'}; ${problems.length} problems`;
  return {
    ms,
    readers,
    perhaps,
    same: readers.filter((id) => named.has(id)),
    missed: readers.filter((id) => !named.has(id)),
    added: [...named].filter((id) => !readers.includes(id)),
    silent,
  };
}

/** The project with a catalog that knows nothing of what stands downstream of a node. */
function withoutCatalog(project, node) {
  const { manifest, catalog } = project.artifacts;
  const hidden = new Set(downstreamOf(manifest, manifest.entry(node)).map(({ entry }) => entry.uniqueId));
  const relation = (id) => (hidden.has(id) ? undefined : catalog.relation(id));
  return { ...project, artifacts: { ...project.artifacts, catalog: { ...catalog, relation } } };
}
