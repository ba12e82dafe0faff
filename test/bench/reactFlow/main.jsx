// The reference of the panel's bench: the same graph in React Flow, laid out by dagre, in boxes that say as much as the panel's and listen to the
// same messages. As its documentation advises: memoized nodes, fixed sizes, only what can be seen where there is much. Deliberately absent:
// everything else that the panel does.

import { graphlib, layout } from '@dagrejs/dagre';
import { Background, Handle, Position, ReactFlow, ReactFlowProvider, useReactFlow } from '@xyflow/react';
import { memo, useEffect, useMemo, useState } from 'react';
import { createRoot } from 'react-dom/client';
import '@xyflow/react/dist/style.css';
import './main.css';

const width = 224;
const headHeight = 46;
const badgeHeight = 18;
const bottomPadding = 6;
/** Of more nodes than this only those in sight are drawn. */
const mostDrawn = 200;

const nodeTypes = {
  dbt: memo(({ data: { node } }) => (
    <div className="box">
      <Handle type="target" position={Position.Left} />
      <button type="button" className="name" aria-label={node.spoken}>
        <span className="label">{node.label}</span>
        <span className="under">{[node.context, node.owner].filter(Boolean).join(' · ')}</span>
      </button>
      {node.badges.slice(0, 2).map(({ text }) => (
        <div key={text} className="badge">
          {text}
        </div>
      ))}
      <Handle type="source" position={Position.Right} />
    </div>
  )),
};

function heightOf({ badges }) {
  return headHeight + (badges.length > 0 ? badges.length * badgeHeight + bottomPadding : 0);
}

function flowOf(graph) {
  const dagre = new graphlib.Graph();
  dagre.setGraph({ rankdir: 'LR', ranker: 'tight-tree', nodesep: 16, ranksep: 64 });
  dagre.setDefaultEdgeLabel(() => ({}));
  for (const node of graph.nodes) dagre.setNode(node.id, { width, height: heightOf(node) });
  for (const { from, to } of graph.edges) dagre.setEdge(from, to);
  layout(dagre);
  const nodes = graph.nodes.map((node) => {
    const { x, y } = dagre.node(node.id);
    const height = heightOf(node);
    return {
      ...{ id: node.id, type: 'dbt', data: { node }, width, height, draggable: false },
      position: { x: x - width / 2, y: y - height / 2 },
    };
  });
  const edges = graph.edges.map(({ from, to }) => ({ id: `${from} ${to}`, source: from, target: to }));
  return { nodes, edges };
}

function Flow() {
  const [graph, setGraph] = useState();
  const { setCenter, fitView, zoomTo } = useReactFlow();
  useEffect(() => {
    const listen = ({ data }) => {
      if (data.type === 'graph') setGraph(data.answer);
      if (data.type === 'command') fitView({ minZoom: 0.1 });
    };
    addEventListener('message', listen);
    return () => removeEventListener('message', listen);
  }, [fitView]);
  const flow = useMemo(() => graph && flowOf(graph), [graph]);
  const focus = graph?.focus.node;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another focus moves the view.
  useEffect(() => {
    const node = flow?.nodes.find(({ id }) => id === focus);
    if (node) setCenter(node.position.x, node.position.y, { zoom: 0.7 });
  }, [focus]);
  useEffect(() => {
    addEventListener('natural', () => zoomTo(1));
  }, [zoomTo]);
  if (!flow) return null;
  return (
    <ReactFlow
      {...flow}
      nodeTypes={nodeTypes}
      onlyRenderVisibleElements={flow.nodes.length > mostDrawn}
      minZoom={0.1}
      panOnScroll
      panOnScrollSpeed={1}
    >
      <Background />
    </ReactFlow>
  );
}

acquireVsCodeApi().postMessage({ type: 'ready' });
createRoot(document.getElementById('root')).render(
  <ReactFlowProvider>
    <Flow />
  </ReactFlowProvider>,
);
