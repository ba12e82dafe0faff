// The rows of the tree "Upstream & downstream": a node, its neighbours, and how each is doing. One step at a time, so a project
// of any size opens at once. Deliberately absent: drawing, and the graph with all its edges.

import type { Entry, Manifest } from '../artifacts/types.ts';
import { kindOf, labelOf } from '../card/entryWords.ts';
import { iconOf } from '../card/icons.ts';
import { visibleLine } from '../card/visible.ts';
import { memo } from '../memo.ts';
import type { Project } from '../project.ts';
import { upstreamFreshness } from '../semantics/freshness.ts';
import { beforeOnPaths, childrenOf, parentsOf } from '../semantics/lineage.ts';
import { failingWord, freshWord, ownerWord, runWord, sourcesWord } from '../semantics/nodeWords.ts';
import { testsOf } from '../semantics/tests.ts';

/** Upstream: what a node reads. Downstream: what reads it. */
export type Direction = 'upstream' | 'downstream';

/** One row. All texts are for people and on one line. */
export interface TreeRow {
  readonly entry: Entry;
  readonly label: string;
  readonly kind: string;
  /** Name of a VS Code icon. */
  readonly icon: string;
  /** Owner, freshness and last run, as far as known; what asks for attention first. */
  readonly description: string;
  /** `2 tests fail`; undefined when none does. */
  readonly badge: string | undefined;
  /** Worst first: its run or a test failed, its data is late, all that is known is fine, nothing is known. */
  readonly state: 'failed' | 'late' | 'fine' | 'unknown';
  readonly expandable: boolean;
  /** `cycle`: it stands above itself. `again`: a shorter path leads to it too, by way of `also`. */
  readonly mark: 'cycle' | 'again' | undefined;
  readonly also: string | undefined;
  /** It may have columns: how many takes understanding what it reads. */
  readonly hasColumns: boolean;
  /** All of it in one sentence, for a screen reader. */
  readonly spoken: string;
}

/** The row of a node by itself. `now` is milliseconds since 1970. */
export function treeRow(project: Project, entry: Entry, now: number): TreeRow {
  return row(project, entry, now, { expandable: true, mark: undefined, also: undefined });
}

/**
 * The rows one step from the last id of `path`, which leads there from the root (both included). Empty when the path's end
 * isn't in the manifest.
 */
export function treeChildren(
  project: Project,
  direction: Direction,
  path: readonly string[],
  now: number,
): readonly TreeRow[] {
  const { manifest } = project.artifacts;
  const parent = manifest?.entry(path.at(-1) ?? '');
  const root = manifest?.entry(path[0] ?? '');
  if (!manifest || !parent || !root) return [];
  const nearest = nearestPaths[direction](manifest, root);
  return neighbours[direction](manifest, parent).map((entry) => {
    if (path.includes(entry.uniqueId)) {
      return row(project, entry, now, { expandable: false, mark: 'cycle', also: undefined });
    }
    const expandable = neighbours[direction](manifest, entry).length > 0;
    const before = nearest(entry);
    return before === undefined || before === parent
      ? row(project, entry, now, { expandable, mark: undefined, also: undefined })
      : row(project, entry, now, { expandable, mark: 'again', also: visibleLine(labelOf(before)) });
  });
}

const neighbours = { upstream: parentsOf, downstream: childrenOf } as const;

const nearestPaths = { upstream: pathsFrom('upstream'), downstream: pathsFrom('downstream') } as const;

type Paths = ReturnType<typeof beforeOnPaths>;

/** The shortest paths of the root asked for last: a tree has one, and thousands of nodes may be below it. */
function pathsFrom(direction: Direction): (manifest: Manifest, root: Entry) => Paths {
  const lastOf = memo((_: Manifest): { root?: Entry; paths?: Paths } => ({}));
  return (manifest, root) => {
    const last = lastOf(manifest);
    if (last.root !== root || !last.paths) {
      last.root = root;
      last.paths = beforeOnPaths(manifest, root, direction);
    }
    return last.paths;
  };
}

function row(
  project: Project,
  entry: Entry,
  now: number,
  place: Pick<TreeRow, 'expandable' | 'mark' | 'also'>,
): TreeRow {
  const fresh =
    entry.resourceType === 'source'
      ? freshWord(project, entry, now)
      : sourcesWord(upstreamFreshness(project, entry, now));
  const run = runWord(project, entry, now);
  const badge = failingWord(testsOf(project, entry)?.failing.length ?? 0);
  // A sidebar is narrow: what asks for attention stands before what doesn't.
  const facts = [
    run?.bad ? run.text : undefined,
    fresh?.bad ? fresh.text : undefined,
    ownerWord(project, entry),
    fresh?.bad ? undefined : fresh?.text,
    run?.bad ? undefined : run?.text,
  ].filter((fact) => fact !== undefined);
  const marked = place.mark === 'cycle' ? 'cycle' : place.also && `also under ${place.also}`;
  const state = badge || run?.bad ? 'failed' : fresh?.bad ? 'late' : (fresh ?? run) ? 'fine' : 'unknown';
  const kind = kindOf(entry);
  const label = visibleLine(labelOf(entry));
  return {
    entry,
    label,
    kind,
    icon: iconOf(kind),
    description: visibleLine(facts.join(' · ')),
    badge,
    state,
    ...place,
    hasColumns: withColumns.has(entry.resourceType),
    spoken: visibleLine([`${kind} ${label}`, badge, ...facts, marked].filter(Boolean).join(', ')),
  };
}

const withColumns: ReadonlySet<string> = new Set(['model', 'seed', 'snapshot', 'source', 'analysis']);
