// The panel: its state, what it asks of the host, and where its parts stand. Deliberately absent: the parts themselves, how the state changes.

import { useEffect, useMemo, useReducer, useRef } from 'preact/hooks';
import { itemsOf, sizesOf } from './canvas/boxes.ts';
import { Canvas } from './canvas/canvas.tsx';
import type { GraphEvents } from './canvas/events.ts';
import { nodeWidth } from './geometry.ts';
import type { Host } from './host.ts';
import { type Layout, layOut } from './layout/layout.ts';
import { reduce } from './reduce.ts';
import { restore } from './saved.ts';
import { replacesGraph } from './state.ts';
import { attachZoom } from './zoom.ts';

export function App({ host }: { readonly host: Host }) {
  const begin = useMemo(() => restore(host.saved, host.place), [host]);
  const [state, dispatch] = useReducer(reduce, begin.state);
  const { graph, nothing, question, version } = state;
  useEffect(() => {
    const stop = host.listen((message) => {
      if (message.type === 'command') dispatch({ type: 'action', action: message.command });
      else dispatch(message);
    });
    host.post({ type: 'ready' });
    return stop;
  }, [host]);
  useEffect(() => {
    if (question) host.post({ type: 'graph', version, params: question });
  }, [version]);
  const items = useMemo(
    () => new Map((graph ? itemsOf(graph, state.allColumns) : []).map((item) => [item.id, item])),
    [graph, state.allColumns],
  );
  const previous = useRef<Layout>(undefined);
  const layout = useMemo(() => {
    if (!graph) return undefined;
    const nodes = sizesOf([...items.values()], nodeWidth);
    const before = previous.current;
    const next = layOut({
      mode: 'layered',
      nodes,
      edges: graph.edges,
      focus: graph.focus.node,
      ...(before ? { previous: before } : {}),
      ...(state.anchor ? { anchor: state.anchor } : {}),
    });
    previous.current = next;
    return next;
  }, [graph, items]);
  const viewRef = useRef<HTMLDivElement>(null);
  const layerRef = useRef<HTMLDivElement>(null);
  const shown = graph && layout && !replacesGraph(state);
  useEffect(() => {
    const view = viewRef.current;
    if (!view) return;
    const zoom = attachZoom(view, ({ x, y, k }) => {
      const layer = layerRef.current;
      if (layer) layer.style.transform = `translate(${x}px, ${y}px) scale(${k})`;
    });
    zoom.set({ x: view.clientWidth / 2 - nodeWidth / 2, y: view.clientHeight / 2, k: 1 });
    return () => zoom.stop();
  }, [shown === undefined]);
  const on = useMemo<GraphEvents>(
    () => ({
      select: (selection) => dispatch({ type: 'select', selection }),
      open: () => {},
      expand: (node, direction) => dispatch({ type: 'expand', expansion: { node, direction, steps: 1 } }),
      unfold: (fold) => dispatch({ type: 'unfold', fold }),
      columns: (node) => dispatch({ type: 'columns', node }),
      allColumns: (node) => dispatch({ type: 'allColumns', node }),
      light: (node, column) => dispatch({ type: 'light', column: { node, column } }),
    }),
    [],
  );
  return (
    <main class="panel">
      <div class="stage">
        {shown ? (
          <Canvas
            {...{ graph, items, layout, on, viewRef, layerRef }}
            drawn={undefined}
            selection={state.selection}
            found={undefined}
          />
        ) : (
          <p>{nothing?.message}</p>
        )}
      </div>
    </main>
  );
}
