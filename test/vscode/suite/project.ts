// The project that the tests look at (a copy of sample/, free to be changed), and what VS Code's own commands say of it.
import * as vscode from 'vscode';

/** The URI of a file of the project, by its path in it. */
export function fileUri(path: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (folder === undefined) throw new Error('no folder is open');
  return vscode.Uri.joinPath(folder.uri, path);
}

export async function open(path: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(fileUri(path));
  await vscode.window.showTextDocument(document);
  return document;
}

/** The position of `inside` in the first occurrence of `text`. */
export function find(document: vscode.TextDocument, text: string, inside = text): vscode.Position {
  const start = document.getText().indexOf(text);
  if (start < 0) throw new Error(`${document.uri.path} does not contain ${text}`);
  return document.positionAt(start + text.indexOf(inside) + 1);
}

/** All hovers at a position as one Markdown text. */
export async function hoverText(document: vscode.TextDocument, position: vscode.Position): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    position,
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (typeof content === 'string' ? content : content.value))
    .join('\n');
}

/** Where F12 goes: paths in the project with the line, counted from 1. */
export async function definitions(
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<string[]> {
  const found = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
    'vscode.executeDefinitionProvider',
    document.uri,
    position,
  );
  return found.map((target) => {
    const uri = 'targetUri' in target ? target.targetUri : target.uri;
    const range = 'targetUri' in target ? (target.targetSelectionRange ?? target.targetRange) : target.range;
    return `${vscode.workspace.asRelativePath(uri)}:${range.start.line + 1}`;
  });
}

/** The rule and text of each problem in a file, in order: `column-name-vocabulary passanger`. */
export function problems(document: vscode.TextDocument): string[] {
  return vscode.languages
    .getDiagnostics(document.uri)
    .toSorted((a, b) => a.range.start.compareTo(b.range.start))
    .map(({ code, range }) => {
      const rule = typeof code === 'object' ? code.value : code;
      return `${rule} ${document.getText(range)}`;
    });
}
