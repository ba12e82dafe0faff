// Problems of the vocabulary in dbt-context.yml, and that they follow unsaved text.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { test, until } from './harness.ts';
import { find, open, problems } from './project.ts';

test('columns that break the vocabulary are underlined', async () => {
  const document = await open('models/marts/customers/rpt_route_revenue.sql');
  await until('problems', () => problems(document).length > 0);
  const found = problems(document);
  assert.ok(found.includes('column-name-vocabulary passanger'), found.join('\n'));
  assert.ok(
    found.includes('column-name-pattern amt_booking_total_after_group_discount_and_dues'),
    found.join('\n'),
  );
});

test('a problem goes when its text is mended, before it is saved', async () => {
  const document = await open('models/marts/customers/rpt_route_revenue.sql');
  const name = 'passanger';
  const isShown = () => problems(document).some((problem) => problem.endsWith(name));
  await until('the problem', isShown);
  const start = find(document, name).translate(0, -1);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(start, start.translate(0, name.length)), 'passenger');
  await vscode.workspace.applyEdit(edit);
  await until('the problem to go', () => !isShown());
  await vscode.commands.executeCommand('workbench.action.files.revert');
  await until('the problem to come back', isShown);
});
