// `dbt-context lineage NAME[.COLUMN]`: what a node or a column is made of and what is made of it, as text, data or a drawing.

import { findNode } from '../core/features/findNode.ts';
import {
  columnGraph,
  type GraphLimits,
  type LineageGraph,
  nodeGraph,
} from '../core/features/lineageGraph.ts';
import { didYouMean, nearestNames } from '../core/nearest.ts';
import type { Project } from '../core/project.ts';
import { newFilesNamed } from '../core/semantics/modelFiles.ts';
import { nodeColumn, nodeColumns } from '../core/semantics/sql/nodeColumns.ts';
import { type NodeId, nodeIdOf } from '../core/semantics/sql/nodeId.ts';
import { lineageToDot, lineageToMermaid } from './lineageDrawing.ts';
import { lineageToText } from './lineageText.ts';
import { projectOptions, readTexts, withManifest } from './openProject.ts';
import { parse, type Terminal, WrongUse } from './terminal.ts';

const formats = {
  text: lineageToText,
  json: (_: Project, graph: LineageGraph) => JSON.stringify(graph, undefined, 2),
  mermaid: (_: Project, graph: LineageGraph) => lineageToMermaid(graph),
  dot: (_: Project, graph: LineageGraph) => lineageToDot(graph),
} as const;

export async function lineage(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parse({
    args: [...args],
    allowPositionals: true,
    options: {
      upstream: { type: 'boolean', default: false },
      downstream: { type: 'boolean', default: false },
      depth: { type: 'string' },
      format: { type: 'string', default: 'text' },
      ...projectOptions,
    },
  });
  const [name, ...more] = positionals;
  if (name === undefined || more.length > 0) throw new WrongUse('Usage: dbt-context lineage NAME[.COLUMN]');
  const { format } = values;
  if (!isFormat(format)) throw new WrongUse('--format is text, json, mermaid or dot.');
  if (values.depth !== undefined && !/^[1-9]\d{0,5}$/.test(values.depth))
    throw new WrongUse('--depth is a number from 1.');
  const both = values.upstream === values.downstream;
  const limits: GraphLimits = {
    upstream: both || values.upstream,
    downstream: both || values.downstream,
    depth: values.depth === undefined ? undefined : Number(values.depth),
  };
  return withManifest(values, terminal, async (host) => {
    await host.loadSqlParser();
    const project = host.current;
    readTexts(project);
    const found = find(project, name);
    if ('problem' in found) {
      terminal.error(`${host.name} has ${found.problem}`);
      return 2;
    }
    const { node, column } = found;
    const graph =
      column === undefined
        ? nodeGraph(project, node, limits)
        : columnGraph(project, { node, column }, limits);
    terminal.out(formats[format](project, graph));
    return 0;
  });
}

function isFormat(text: string): text is keyof typeof formats {
  return Object.hasOwn(formats, text);
}

type Found = { readonly node: NodeId; readonly column: string | undefined } | { readonly problem: string };

/** What a name means: a node where there is one of that name, else the column behind its last dot. */
function find(project: Project, name: string): Found {
  const node = nodeNamed(project, name);
  if (node.id !== undefined) return { node: node.id, column: undefined };
  for (let dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
    const { id } = nodeNamed(project, name.slice(0, dot));
    if (id === undefined) continue;
    const written = name.slice(dot + 1);
    const column = nodeColumn(project, id, written);
    if (column) return { node: id, column: column.name };
    const { columns, complete } = nodeColumns(project, id);
    const nearest = nearestNames(
      written,
      columns.map((each) => each.name),
    );
    const known = complete ? '' : ' that is known';
    return {
      problem: `no column ${written} of ${name.slice(0, dot)}${known}${didYouMean(nearest) || '.'}`,
    };
  }
  return { problem: `nothing named ${name}${didYouMean(node.nearest) || '.'}` };
}

function nodeNamed(
  project: Project,
  name: string,
): { readonly id: NodeId | undefined; readonly nearest: readonly string[] } {
  const found = findNode(project, name);
  if (found.kind === 'found') return { id: found.entry.uniqueId, nearest: [] };
  const [file] = newFilesNamed(project, name, undefined);
  return { id: file && nodeIdOf(file), nearest: found.nearest };
}
