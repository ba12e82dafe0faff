// The whole graph in small, with what is on the screen: a click or a drag goes there. For the mouse alone; keys have other ways, so a
// screen reader isn't told of it. Deliberately absent: whether there is need and room for it.

import { useRef } from 'preact/hooks';
import type { LineageGraph } from '../../../server/src/lineageProtocol.ts';
import type { Box, Layout } from '../layout/layout.ts';

const largest = { width: 160, height: 110 };

export interface MinimapProps {
  readonly graph: LineageGraph;
  readonly layout: Layout;
  /** What of the graph is on the screen, in the graph's own pixels. */
  readonly view: Box;
  /** Puts a point of the graph in the middle of the screen. */
  readonly onMove: (x: number, y: number) => void;
}

export function Minimap({ graph, layout, view, onMove }: MinimapProps) {
  const root = useRef<SVGSVGElement>(null);
  const { bounds } = layout;
  const scale = Math.min(largest.width / (bounds.width || 1), largest.height / (bounds.height || 1));
  // A rank of hundreds would leave a thread.
  const width = Math.max(24, bounds.width * scale);
  const height = Math.max(24, bounds.height * scale);
  const move = ({ clientX, clientY }: PointerEvent) => {
    const box = root.current?.getBoundingClientRect();
    if (!box) return;
    onMove(
      bounds.x + ((clientX - box.x) / box.width) * bounds.width,
      bounds.y + ((clientY - box.y) / box.height) * bounds.height,
    );
  };
  return (
    <svg
      ref={root}
      class="minimap"
      aria-hidden="true"
      width={width}
      height={height}
      viewBox={`${bounds.x} ${bounds.y} ${bounds.width || 1} ${bounds.height || 1}`}
      preserveAspectRatio="none"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        move(event);
      }}
      onPointerMove={(event) => event.buttons > 0 && move(event)}
    >
      {graph.nodes.map(({ id, state, side }) => (
        <MiniBox key={id} box={layout.boxes.get(id)} kind={side === 'focus' ? 'focus' : state} />
      ))}
      {graph.folds.map(({ id }) => (
        <MiniBox key={id} box={layout.boxes.get(id)} kind="fold" />
      ))}
      <rect class="minimapView" {...shared(view, bounds)} />
    </svg>
  );
}

/** What of the view lies over the graph, so that all four of its sides are seen. */
function shared(view: Box, bounds: Box): Box {
  const x = Math.max(view.x, bounds.x);
  const y = Math.max(view.y, bounds.y);
  const right = Math.min(view.x + view.width, bounds.x + bounds.width);
  const bottom = Math.min(view.y + view.height, bounds.y + bounds.height);
  return { x, y, width: Math.max(0, right - x), height: Math.max(0, bottom - y) };
}

function MiniBox({ box, kind }: { readonly box: Box | undefined; readonly kind: string }) {
  return box && <rect class={`miniBox ${kind}`} x={box.x} y={box.y} width={box.width} height={box.height} />;
}
