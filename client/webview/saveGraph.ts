// The graph on the screen as a file: written here, put where the user wants it by the host. Deliberately absent: the formats (export/).

import type { ExportFormat } from '../messages.ts';
import type { PanelAction } from './chrome/keys.ts';
import { toDot } from './export/dot.ts';
import { toJson } from './export/json.ts';
import { toMermaid } from './export/mermaid.ts';
import { toPng } from './export/png.ts';
import { toSvg } from './export/svg.ts';
import { coloursOf, fontOf, measureIn } from './export/theme.ts';
import type { Host } from './host.ts';
import { drawingOf } from './icons.ts';
import type { Drawn } from './useLayout.ts';

type Write = (drawn: Drawn) => string | Promise<string>;

const writers: Readonly<Record<ExportFormat, Write>> = {
  svg: svgOf,
  png: (drawn) => toPng(svgOf(drawn)),
  mermaid: ({ graph }) => toMermaid(graph),
  dot: ({ graph }) => toDot(graph),
  json: ({ graph }) => toJson(graph),
};

export const formatOf: Readonly<Partial<Record<PanelAction, ExportFormat>>> = {
  exportSvg: 'svg',
  exportPng: 'png',
  exportMermaid: 'mermaid',
  exportDot: 'dot',
  exportJson: 'json',
};

export async function saveGraph(format: ExportFormat, drawn: Drawn, host: Host): Promise<void> {
  const { graph } = drawn;
  const label = graph.nodes.find(({ id }) => id === graph.focus.node)?.label ?? 'lineage';
  const name = graph.focus.column === undefined ? label : `${label}.${graph.focus.column}`;
  host.post({ type: 'save', format, name, data: await writers[format](drawn) });
}

function svgOf({ graph, layout, items }: Drawn): string {
  const fontFamily = fontOf(document.body);
  return toSvg(graph, layout, {
    colours: coloursOf(document.body),
    fontFamily,
    measure: measureIn(fontFamily),
    drawingOf,
    allColumns: [...items.values()].flatMap((item) => (item.kind === 'node' && item.all ? [item.id] : [])),
    legend: true,
  });
}
