// What the graph says of a node: its words, its badges, how it is doing and why. Deliberately absent: where it stands, its columns.

import type { GraphBadge, GraphImpact, GraphNode } from '../../lineageProtocol.ts';
import type { LineageState } from '../../protocol.ts';
import type { Entry } from '../artifacts/types.ts';
import { kindOf, labelOf } from '../card/entryWords.ts';
import { day } from '../card/format.ts';
import { iconOf } from '../card/icons.ts';
import { visibleLine } from '../card/visible.ts';
import type { Project } from '../project.ts';
import { nodeOfFile } from '../semantics/modelFiles.ts';
import { mayHaveColumns } from '../semantics/nodeTypes.ts';
import { freshWord, lateWord, runWord, testsWord, worstOf } from '../semantics/nodeWords.ts';
import { pathOfEntry, rootPackageName, yamlPathOfEntry } from '../semantics/packages.ts';
import { entryOf, fileOf, type NodeId } from '../semantics/sql/nodeId.ts';
import { nameOfNode } from '../semantics/sql/nodeNames.ts';
import type { OwnTrouble, UpstreamHealth } from '../semantics/upstreamHealth.ts';
import { type KeptDetails, keptDetails } from './neighbourhoodTraits.ts';

/** What a node is by itself, wherever it stands. */
export type NodeFace = Pick<
  GraphNode,
  | 'id'
  | 'label'
  | 'kind'
  | 'icon'
  | 'context'
  | 'owner'
  | 'badges'
  | 'state'
  | 'hasColumns'
  | 'impact'
  | 'opens'
>;

/** What a node is looked at with. `now` is milliseconds since 1970. */
export interface FaceContext {
  readonly project: Project;
  readonly health: UpstreamHealth | undefined;
  /** The owner of an entry on one line. */
  owner(entry: Entry): string | undefined;
  readonly now: number;
}

/** See the head of this file. */
export function nodeFace(ctx: FaceContext, id: NodeId, impact: GraphImpact | undefined): NodeFace {
  const entry = entryOf(ctx.project, id);
  return entry ? faceOfEntry(ctx, entry, impact) : faceOfFile(ctx, id, impact);
}

function faceOfEntry(ctx: FaceContext, entry: Entry, impact: GraphImpact | undefined): NodeFace {
  const { project, health, now } = ctx;
  const kind = kindOf(entry);
  const { manifest } = project.artifacts;
  const detail = manifest && keptDetails(manifest, entry);
  const run = runWord(project, entry, now);
  const tests = testsWord(project, entry);
  const fresh = freshWord(project, entry, now);
  const badges = [
    impactBadge(impact),
    run && badge('run', run.state === 'failed' ? 'error' : 'pass', run.text, run.state),
    tests && badge('tests', 'beaker', tests.text, tests.state),
    fresh && badge('fresh', fresh.state === 'late' ? 'watch' : 'clock', fresh.text, fresh.state),
    upstreamBadge(health?.causeOf(entry.uniqueId)),
    deprecatedBadge(detail, now),
  ].filter((each) => each !== undefined);
  const upstream = health?.isLate(entry.uniqueId) ? 'late' : 'unknown';
  return {
    id: entry.uniqueId,
    label: visibleLine(labelOf(entry)),
    kind,
    icon: iconOf(kind),
    context: contextOf(project, entry.packageName, entry.originalFilePath, detail),
    owner: ctx.owner(entry),
    badges: badges.sort((a, b) => urgency[a.state] - urgency[b.state]),
    state: worstOf([upstream, ...[run, tests, fresh].flatMap((word) => word?.state ?? [])]),
    hasColumns: mayHaveColumns(entry.resourceType),
    impact,
    opens: pathOfEntry(project, entry) !== undefined || yamlPathOfEntry(project, entry) !== undefined,
  };
}

function faceOfFile({ project, health }: FaceContext, id: NodeId, impact: GraphImpact | undefined): NodeFace {
  const path = fileOf(project, id) ?? '';
  const node = nodeOfFile(project, path);
  const kind = node ? kindOf(node) : 'model';
  const badges = [
    impactBadge(impact),
    badge('new', 'sparkle', 'not parsed yet', 'unknown'),
    upstreamBadge(health?.causeOf(id)),
  ].filter((each) => each !== undefined);
  return {
    id,
    label: visibleLine(nameOfNode(project, id)),
    kind,
    icon: iconOf(kind),
    context: contextOf(project, node?.packageName, path),
    owner: undefined,
    badges: badges.sort((a, b) => urgency[a.state] - urgency[b.state]),
    state: health?.isLate(id) ? 'late' : 'unknown',
    hasColumns: mayHaveColumns(node?.resourceType ?? 'model'),
    impact,
    opens: true,
  };
}

const urgency: Readonly<Record<LineageState, number>> = { failed: 0, late: 1, unknown: 2, fine: 3 };

function badge(kind: GraphBadge['kind'], icon: string, text: string, state: LineageState): GraphBadge {
  return { kind, icon, text: visibleLine(text), state };
}

function upstreamBadge(trouble: OwnTrouble | undefined): GraphBadge | undefined {
  return trouble && badge('upstream', 'type-hierarchy-super', causeText(trouble), stateOf(trouble));
}

function impactBadge(impact: GraphImpact | undefined): GraphBadge | undefined {
  switch (impact) {
    case 'changed':
      return badge('impact', 'edit', 'changed', 'unknown');
    case 'breaks':
      return badge('impact', 'warning', 'breaks', 'failed');
    case 'perhaps':
      return badge('impact', 'question', 'may break', 'late');
    case undefined:
      return undefined;
  }
}

function deprecatedBadge(detail: KeptDetails | undefined, now: number): GraphBadge | undefined {
  const date = detail?.deprecationDate === undefined ? Number.NaN : Date.parse(detail.deprecationDate);
  if (Number.isNaN(date)) return undefined;
  const past = date <= now;
  return badge(
    'deprecated',
    'circle-slash',
    past ? `deprecated since ${day(date)}` : `deprecated from ${day(date)}`,
    past ? 'late' : 'unknown',
  );
}

/** `stg_orders failed`, `2 tests of stg_orders fail`, `source raw.orders late`. */
function causeText({ entry, run, tests, late }: OwnTrouble): string {
  const label = labelOf(entry);
  if (run) return `${label} failed`;
  if (tests > 0) return tests === 1 ? `1 test of ${label} fails` : `${tests} tests of ${label} fail`;
  return `source ${label} ${lateWord(late ?? 'late')}`;
}

/** How what is wrong reads: failed before late. */
export function stateOf({ run, tests }: OwnTrouble): 'failed' | 'late' {
  return run || tests > 0 ? 'failed' : 'late';
}

function contextOf(
  project: Project,
  packageName: string | undefined,
  path: string,
  { materialized, schema }: Partial<KeptDetails> = {},
): string {
  // What is ephemeral is in no schema, and owners need the room more than its folder.
  const place = materialized === 'ephemeral' ? '' : schema || path.replace(/\/?[^/]*$/, '');
  const foreign =
    packageName !== undefined && packageName !== rootPackageName(project) ? packageName : undefined;
  return visibleLine([foreign, materialized, place].filter(Boolean).join(' · '));
}
