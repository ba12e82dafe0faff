// The graph on the screen as a file in each format, with a name for it. For the browser: a picture needs the page's colours and fonts.

import type { LineageGraph } from '../../../server/src/lineageProtocol.ts';
import type { ExportFormat } from '../../messages.ts';
import { drawingOf } from '../icons.ts';
import type { Layout } from '../layout/layout.ts';
import { toDot } from './dot.ts';
import { fileName } from './fileName.ts';
import { toJson } from './json.ts';
import { toMermaid } from './mermaid.ts';
import { toPng } from './png.ts';
import { toSvg } from './svg.ts';
import { coloursOf, fontOf, measureIn } from './theme.ts';

export interface ToExport {
  readonly graph: LineageGraph;
  readonly layout: Layout;
  /** Ids of nodes of which every column is drawn. */
  readonly allColumns: readonly string[];
  /** Whose colours and font the picture takes. */
  readonly page: HTMLElement;
}

/** `data` is the text; of a PNG its bytes in base 64. Rejects where the browser can't draw a picture of that size. */
export async function exportGraph(
  format: ExportFormat,
  what: ToExport,
): Promise<{ readonly name: string; readonly data: string }> {
  return { name: fileName(what.graph, format), data: await writers[format](what) };
}

const writers: Readonly<Record<ExportFormat, (what: ToExport) => string | Promise<string>>> = {
  svg: picture,
  png: (what) => toPng(picture(what)),
  mermaid: ({ graph }) => toMermaid(graph),
  dot: ({ graph }) => toDot(graph),
  json: ({ graph }) => toJson(graph),
};

function picture({ graph, layout, allColumns, page }: ToExport): string {
  const fontFamily = fontOf(page);
  const measure = measureIn(fontFamily);
  return toSvg(graph, layout, {
    colours: coloursOf(page),
    fontFamily,
    measure,
    drawingOf,
    allColumns,
    legend: layout.mode === 'layered',
  });
}
