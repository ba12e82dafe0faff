// Opening what the server has named: a node's file, its YAML, a column's line. The server names files of its projects alone, and
// nothing else than a file is opened.

import { Range, Uri, ViewColumn, window } from 'vscode';
import {
  methods,
  type ProtocolLocation,
  type ShowNodeParams,
  type ShownNode,
} from '../../server/src/protocol.ts';
import type { PanelTarget } from '../messages.ts';
import type { Server } from './server.ts';

/** Where a file is opened. */
export interface OpenOptions {
  /** The focus stays where it is. */
  readonly preserveFocus?: boolean;
  readonly viewColumn?: ViewColumn;
}

/**
 * Opens the file of a node, or the line of its column, or says that there is none; `file` is its YAML where it has no file
 * of its own.
 */
export async function openNode(
  server: Server,
  { folder, node, column }: Pick<PanelTarget, 'folder' | 'node' | 'column'>,
  what: 'file' | 'yaml',
  options: OpenOptions = {},
): Promise<void> {
  const params: ShowNodeParams = { uri: folder, name: node, ...(column === undefined ? {} : { column }) };
  const shown = await server.request<ShownNode | null>(methods.showNode, params);
  const place = what === 'yaml' ? shown?.yaml : (shown?.column ?? shown?.file ?? shown?.yaml);
  if (place) await openPlace(place, options);
  else window.showInformationMessage(nowhere[what]);
}

const nowhere = {
  file: 'It has no file in this project.',
  yaml: 'It has no entry in a YAML file of this project.',
} as const;

/** Opens a file of this machine with a range selected. */
export async function openPlace(
  { uri, range: { start, end } }: ProtocolLocation,
  options: OpenOptions = {},
): Promise<void> {
  const target = Uri.parse(uri, true);
  if (target.scheme !== 'file') return;
  const selection = new Range(start.line, start.character, end.line, end.character);
  await window.showTextDocument(target, { ...options, selection });
}

/** The column of the window where text is read, for who is in another one. */
export function columnOfTexts(own: ViewColumn | undefined): ViewColumn {
  const editor = window.visibleTextEditors.find(
    ({ viewColumn }) => viewColumn !== undefined && viewColumn !== own,
  );
  return editor?.viewColumn ?? ViewColumn.Beside;
}
