// The extension starts where there is a dbt project, and its commands are there.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { test, until } from './harness.ts';

test('the extension starts by itself in a folder with a dbt project', async () => {
  const extension = vscode.extensions.getExtension('metadata-context.dbt-metadata-context');
  assert.ok(extension, 'the extension is installed');
  await until('the extension to be active', () => extension.isActive);
});

test('every command of the manifest is registered', async () => {
  const extension = vscode.extensions.getExtension('metadata-context.dbt-metadata-context');
  const contributed: readonly { command: string }[] = extension?.packageJSON.contributes.commands;
  const registered = await vscode.commands.getCommands(true);
  const missing = contributed
    .map(({ command }) => command)
    .filter((command) => !registered.includes(command));
  assert.deepEqual(missing, []);
  assert.ok(contributed.length > 0);
});
