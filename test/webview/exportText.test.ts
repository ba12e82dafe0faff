// The graph as Mermaid, DOT and JSON: whole, the same for the same graph, and intact whatever names are in it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toDot } from '../../client/webview/export/dot.ts';
import { toJson } from '../../client/webview/export/json.ts';
import { toMermaid } from '../../client/webview/export/mermaid.ts';
import { columns, edges, fold, graph, hostileGraph, hostileNames, node } from './graphs.ts';

const [routes, bookings, revenue] = ['routes', 'bookings', 'revenue'].map((name) => `model.ferries.${name}`);
const ferries = graph(
  [
    node('bookings', { owner: 'Harbour team', ...columns('amt_booking', 'id') }),
    node('routes', { kind: 'source', context: 'harbour', side: 'upstream', state: 'late' }),
    node('revenue', {
      kind: 'exposure',
      side: 'downstream',
      state: 'failed',
      badges: [{ kind: 'tests', icon: 'error', text: '2 tests fail', state: 'failed' }],
      ...columns('total'),
    }),
  ],
  {
    edges: [
      { from: routes ?? '', to: bookings ?? '', through: 0, unsaved: undefined, lit: false },
      { from: bookings ?? '', to: revenue ?? '', through: 2, unsaved: undefined, lit: false },
      { from: routes ?? '', to: 'fold:marts', through: 0, unsaved: 'added', lit: false },
    ],
    folds: [fold('marts', 12)],
    columnEdges: [
      {
        from: { node: bookings ?? '', column: 'amt_booking' },
        to: { node: revenue ?? '', column: 'total' },
        how: 'aggregate',
        label: 'sum(…)',
        lit: false,
      },
      {
        from: { node: bookings ?? '', column: 'id' },
        to: { node: revenue ?? '' },
        how: 'decides',
        label: 'where',
        lit: false,
      },
    ],
  },
);

test('Mermaid has boxes with the shape of their kind, arrows that say what isn’t plain, and marks of what failed', () => {
  assert.deepEqual(toMermaid(ferries).trimEnd().split('\n'), [
    'flowchart LR',
    '  n0["bookings<br/>model · marts · Harbour team"]',
    '  n1[("routes<br/>source · harbour")]',
    '  n2(["revenue<br/>exposure · marts<br/>2 tests fail"])',
    '  f0("#43;12 more · marts")',
    '  n1 --> n0',
    '  n0 -. "by way of 2 hidden" .-> n2',
    '  n1 -. "new, not saved" .-> f0',
    '  classDef focus stroke-width:4px',
    '  class n0 focus',
    '  classDef failed stroke:#d13438',
    '  class n2 failed',
    '  classDef late stroke:#c19c00',
    '  class n1 late',
  ]);
});

test('in Mermaid a hostile name stays inside its quotes: every line is one that was meant', () => {
  const text = '(?:[\\w ]|[^\\x00-\\x7f]|#\\d+;|<br/>)*';
  const meant = [
    'flowchart LR',
    `  n\\d+\\["${text}"\\]`,
    `  f\\d+\\("${text}"\\)`,
    '  n\\d+ --> n\\d+',
    '  classDef \\w+ [\\w:#-]+',
    '  class n\\d+(?:,n\\d+)* \\w+',
  ];
  const lines = toMermaid(hostileGraph()).trimEnd().split('\n');
  for (const line of lines) assert.match(line, new RegExp(`^(?:${meant.join('|')})$`));
  assert.equal(lines.filter((line) => /^ {2}n\d+\[/.test(line)).length, hostileNames.length);
});

test('Mermaid says how many arrows there are where it doesn’t draw them all', () => {
  const nodes = Array.from({ length: 502 }, (_, index) => node(`m${index}`));
  const many = graph(nodes, edges(...nodes.slice(1).map(({ id }) => [nodes[0]?.id ?? '', id] as const)));
  assert.match(toMermaid(many), /^flowchart LR\n%% 501 arrows/);
});

test('DOT has nodes with their columns as fields, and lines between nodes and between columns', () => {
  assert.deepEqual(toDot(ferries).trimEnd().split('\n').slice(4), [
    '  n0 [label="bookings\\nmodel · marts · Harbour team|<c0> amt_booking|<c1> id", shape=record, style=solid, penwidth=2.5];',
    '  n1 [label="routes\\nsource · harbour", color="#c19c00"];',
    '  n2 [label="revenue\\nexposure · marts\\n2 tests fail|<c0> total", shape=record, style=solid, color="#d13438"];',
    '  f0 [label="+12 more · marts", style="rounded,dashed"];',
    '  n1 -> n0;',
    '  n0 -> n2 [style=dashed, label="by way of 2 hidden"];',
    '  n1 -> f0 [style=dashed, label="new, not saved"];',
    '  n0:c0 -> n2:c0 [style=dashed, color=gray50, constraint=false, label="sum(…)"];',
    '  n0:c1 -> n2 [style=dotted, color=gray50, constraint=false, label="where"];',
    '}',
  ]);
});

test('in DOT a backslash is one: Graphviz reads entities before escapes', () => {
  assert.match(toDot(graph([node('back\\slash')])), /label="back&#92;&#92;slash/);
});

test('in DOT a hostile name stays inside its string', () => {
  const text = '(?:[^"\\\\\\n]|\\\\n)*';
  for (const line of toDot(hostileGraph()).trimEnd().split('\n').slice(4, -1)) {
    assert.match(
      line,
      new RegExp(`^  [nf]\\d+(?::c\\d+)?(?: -> n\\d+(?::c\\d+)?)?(?: \\[(?:[^"]|"${text}")*\\])?;$`),
    );
  }
});

test('JSON is what other tools are promised, and the same whatever the order in which things came', () => {
  const { nodes, edges: pairs, columnEdges } = ferries;
  const turned = {
    ...ferries,
    nodes: nodes.toReversed(),
    edges: pairs.toReversed(),
    columnEdges: columnEdges.toReversed(),
  };
  assert.equal(toJson(turned), toJson(ferries));
  const data = JSON.parse(toJson(ferries));
  assert.deepEqual(Object.keys(data), [
    'format',
    'version',
    'focus',
    'nodes',
    'folds',
    'edges',
    'columnEdges',
  ]);
  assert.deepEqual(data.nodes[0], {
    id: bookings,
    name: 'bookings',
    kind: 'model',
    context: 'marts',
    owner: 'Harbour team',
    state: 'fine',
    facts: [],
    columns: [{ name: 'amt_booking' }, { name: 'id' }],
  });
  assert.deepEqual(data.edges[0], { from: bookings, to: revenue, through: 2 });
  assert.deepEqual(data.columnEdges[1], {
    from: { node: bookings, column: 'id' },
    to: { node: revenue },
    how: 'decides',
  });
});

test('JSON keeps names as they are', () => {
  const names = JSON.parse(toJson(hostileGraph())).nodes.map(({ name }: { name: string }) => name);
  assert.deepEqual(new Set(names), new Set(hostileNames));
});
