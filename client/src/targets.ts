// Which targets of a definition are given to VS Code: a model and its YAML entry are two, and with two it opens a list in place
// of jumping. In SQL our default setting makes it jump; other languages' settings are not ours to change.

import { type TextDocument, workspace } from 'vscode';

const setting = 'gotoLocation.multipleDefinitions';

/** All targets where VS Code jumps to the first of several, else the first alone. */
export function targetsFor<Target>(document: TextDocument, targets: readonly Target[]): Target[] {
  if (targets.length < 2 || isOurs(document)) return [...targets];
  const editor = workspace.getConfiguration('editor', document);
  return editor.get(setting) === 'goto' ? [...targets] : targets.slice(0, 1);
}

/** Languages that package.json sets the default for: who changed it wants the list. */
function isOurs({ languageId }: TextDocument): boolean {
  return ['sql', 'jinja-sql', 'snowflake-sql', 'sql-bigquery'].includes(languageId);
}
