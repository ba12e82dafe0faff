// The sentences of the graph: its summary, its notes, and what a screen reader says of nodes and folds. Deliberately absent: badges and
// labels (neighbourhoodNodes.ts).

import type { GraphFold, GraphNode } from '../../lineageProtocol.ts';
import { ago, counted } from '../card/format.ts';
import { visibleLine } from '../card/visible.ts';
import type { Project } from '../project.ts';
import { editedYamlFiles } from '../semantics/editedYaml.ts';
import type { NodeGraph } from '../semantics/nodeNeighbours.ts';
import { nameOfNode } from '../semantics/sql/nodeNames.ts';
import type { LayerPlace } from './neighbourhoodFolds.ts';

/** `orders: 3 upstream, 12 downstream, owner finance`. */
export function summaryOf(
  name: string,
  owner: string | undefined,
  whole: { readonly upstream: number; readonly downstream: number },
): string {
  const counts = `${counted(whole.upstream, 'upstream', 'upstream')}, ${counted(whole.downstream, 'downstream', 'downstream')}`;
  return `${name}: ${counts}${owner === undefined ? '' : `, owner ${owner}`}`;
}

/** All that is said of a node, in one sentence. */
export function nodeSpoken(node: Omit<GraphNode, 'spoken'>): string {
  const { kind, label, context, owner, badges, more, side, distance } = node;
  const parts = [
    `${kind} ${label}`,
    context.replaceAll(' · ', ', '),
    owner && `owner ${owner}`,
    ...badges.map(({ text }) => text),
    placeSpoken(side, distance),
    more.upstream > 0 && `${more.upstream} more upstream`,
    more.downstream > 0 && `${more.downstream} more downstream`,
  ];
  return visibleLine(parts.filter(Boolean).join(', '));
}

/** The same of a fold: `12 more, models/marts, 1 step downstream, 1 failed`; `…, downstream of stg_orders` where that is expanded. */
export function foldSpoken(
  project: Project,
  { label, count, failed, late }: Omit<GraphFold, 'spoken'>,
  { direction, distance, root }: LayerPlace,
): string {
  const parts = [
    `${count} more, ${label}`,
    root === undefined ? placeSpoken(direction, distance) : `${direction} of ${nameOfNode(project, root)}`,
    failed > 0 && `${failed} failed`,
    late > 0 && `${late} late`,
  ];
  return visibleLine(parts.filter(Boolean).join(', '));
}

function placeSpoken(side: GraphNode['side'], distance: number): string | undefined {
  switch (side) {
    case 'focus':
      return 'in the focus';
    case 'both':
      return 'upstream and downstream';
    case 'beside':
      return undefined;
    default:
      return `${counted(distance, 'step')} ${side}`;
  }
}

/** What isn't known of the graph, and what to do. `now` is milliseconds since 1970. */
export function staleNotes(project: Project, graph: NodeGraph, now: number): readonly string[] {
  const { changedFiles, leftOut } = graph;
  const parsed = project.artifacts.manifest?.metadata.generatedAt;
  const when = parsed === undefined ? '' : `, ${ago(parsed, now)}`;
  const changed =
    changedFiles === 0
      ? []
      : [
          `${counted(changedFiles, 'file')} ${changedFiles === 1 ? 'has' : 'have'} changed since dbt parsed ` +
            `${changedFiles === 1 ? 'it' : 'them'}${when}. Run "dbt parse" to have everything as it stands.`,
        ];
  const unread =
    leftOut === 0
      ? []
      : [
          `${counted(leftOut, 'file')} that dbt hasn't parsed ${leftOut === 1 ? 'is' : 'are'} left out. Run "dbt parse".`,
        ];
  const yaml = editedYamlFiles(project);
  const described =
    yaml === 0
      ? []
      : [
          `Sources and exposures of ${counted(yaml, 'YAML file')} are shown as dbt parsed them${when}: they have changed since. Run "dbt parse".`,
        ];
  return [...changed, ...unread, ...described];
}
