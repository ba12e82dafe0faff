// A name for the file of a graph that every file system takes.

import type { LineageGraph } from '../../../server/src/lineageProtocol.ts';
import type { ExportFormat } from '../../messages.ts';
import { oneLine } from './plainText.ts';

const endings: Readonly<Record<ExportFormat, string>> = {
  svg: 'svg',
  png: 'png',
  mermaid: 'mmd',
  dot: 'dot',
  json: 'json',
};

const longest = 80;

/** `bookings lineage.svg`. */
export function fileName({ nodes, focus }: LineageGraph, format: ExportFormat): string {
  const label = nodes.find(({ id }) => id === focus.node)?.label ?? '';
  const safe = oneLine(label.slice(0, longest))
    .replace(/[\\/:*?"<>|\ufffd]/g, '_')
    .replace(/^[.\s]+/, '');
  return `${safe} lineage.${endings[format]}`.trimStart();
}
