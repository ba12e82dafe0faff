// The graph on the screen: lines and boxes in one layer that zoom moves. Deliberately absent: what is asked for, keys (app.tsx).

import type { Ref } from 'preact';
import type { GraphEdge, LineageGraph } from '../../../server/src/lineageProtocol.ts';
import { type Arrival, madeOf } from '../arrivals.ts';
import type { Layout } from '../layout/layout.ts';
import type { Visible } from '../layout/visible.ts';
import type { Selection } from '../state.ts';
import type { Item } from './boxes.ts';
import { Edges } from './edges.tsx';
import type { GraphEvents } from './events.ts';
import { FoldBox } from './foldBox.tsx';
import { type Marks, NodeBox } from './nodeBox.tsx';

interface Props {
  readonly graph: LineageGraph;
  readonly items: ReadonlyMap<string, Item>;
  readonly arrivals: readonly Arrival[];
  readonly layout: Layout;
  /** What may be seen; undefined: all. */
  readonly drawn: Visible<GraphEdge> | undefined;
  /** Boxes are too small to be read. */
  readonly bare: boolean;
  readonly selection: Selection | undefined;
  /** Ids of what a search found; undefined where nothing is searched. */
  readonly found: ReadonlySet<string> | undefined;
  readonly on: GraphEvents;
  readonly viewRef: Ref<HTMLDivElement>;
  readonly layerRef: Ref<HTMLDivElement>;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

export function Canvas(props: Props) {
  const { graph, items, arrivals, layout, drawn, selection, found, on } = props;
  const someLit = graph.nodes.some(({ lit }) => lit);
  const marksOf = (item: Item): Marks => ({
    focus: item.id === graph.focus.node,
    selected: item.id === selection?.id,
    column: item.id === selection?.id ? selection.column : undefined,
    found: found?.has(item.id) ?? false,
    dim: found
      ? !found.has(item.id)
      : someLit && !(item.kind === 'node' && (item.node.lit || item.node.impact)),
  });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is a part of a form
    <div
      class={`view ${layout.mode}${props.bare ? ' bare' : ''}`}
      ref={props.viewRef}
      role="group"
      aria-label={`Lineage of ${graph.summary}`}
      aria-roledescription="graph"
      tabIndex={-1}
      onKeyDown={props.onKeyDown}
    >
      <div class="layer" ref={props.layerRef}>
        <Edges {...{ graph, layout, items, arrivals }} drawn={drawn?.edges} drawnBoxes={drawn?.boxes} />
        {[...items.values()].map((item) => {
          const box = layout.boxes.get(item.id);
          const isKept = item.id === selection?.id || item.id === graph.focus.node;
          if (box === undefined || (drawn && !drawn.boxes.has(item.id) && !isKept)) return null;
          const common = { key: item.id, box, on, marks: marksOf(item) };
          return item.kind === 'node' ? (
            <NodeBox
              {...common}
              node={item.node}
              all={item.all}
              bare={props.bare}
              made={madeOf(arrivals, item.id)}
            />
          ) : (
            <FoldBox {...common} fold={item.fold} />
          );
        })}
      </div>
    </div>
  );
}
