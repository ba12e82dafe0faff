// What a lineage panel wants of the editor: text on the clipboard, a drawing in a file.
// Deliberately absent: opening files (places.ts) and what the panel shows.

import { Buffer } from 'node:buffer';
import { commands, env, Uri, window, workspace } from 'vscode';
import type { ExportFormat } from '../../messages.ts';
import type { Asked } from './lineagePanelRelay.ts';

const formats: Readonly<Record<ExportFormat, { readonly title: string; readonly extension: string }>> = {
  svg: { title: 'SVG', extension: 'svg' },
  png: { title: 'PNG', extension: 'png' },
  mermaid: { title: 'Mermaid', extension: 'mmd' },
  dot: { title: 'DOT (Graphviz)', extension: 'dot' },
  json: { title: 'JSON', extension: 'json' },
};

const messageMilliseconds = 4000;

/** Puts text on the clipboard and says so for a moment. */
export async function copyText({ text, what }: Asked<'copy'>): Promise<void> {
  await env.clipboard.writeText(text);
  // What it is may hold a name, in which `$(` would be an icon.
  window.setStatusBarMessage(`Copied: ${what.replaceAll('$(', '$\u200b(')}`, messageMilliseconds);
}

/** Asks where to, writes the file and offers to open it. */
export async function saveDrawing(
  { format, name, data }: Asked<'save'>,
  folder: string | undefined,
): Promise<void> {
  const { title, extension } = formats[format];
  const into = folder === undefined ? workspace.workspaceFolders?.[0]?.uri : Uri.parse(folder, true);
  const file = fileName(name, extension);
  const target = await window.showSaveDialog({
    title: `Export Lineage as ${title}`,
    filters: { [title]: [extension] },
    ...(into ? { defaultUri: Uri.joinPath(into, file) } : {}),
  });
  if (!target) return;
  try {
    await workspace.fs.writeFile(target, Buffer.from(data, format === 'png' ? 'base64' : 'utf8'));
  } catch (error) {
    window.showErrorMessage(`The lineage was not exported: ${(error as Error).message}`);
    return;
  }
  const written = target.path.split('/').at(-1) ?? file;
  const answer = await window.showInformationMessage(`The lineage is in ${written}.`, 'Open');
  if (answer) await commands.executeCommand('vscode.open', target);
}

/** The name with its extension, whatever a node's name holds. */
function fileName(name: string, extension: string): string {
  const plain = name.replace(/[^\p{L}\p{N}._ -]+/gu, '-').replace(/^[.\s-]+/, '');
  const base = plain.endsWith(`.${extension}`) ? plain.slice(0, -extension.length - 1) : plain;
  return `${base.slice(0, 100) || 'lineage'}.${extension}`;
}
