// Hovers, on saved and on unsaved text.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { test } from './harness.ts';
import { find, hoverText, open } from './project.ts';

test('hover on a ref() shows what dbt knows of the model', async () => {
  const document = await open('models/marts/customers/rpt_route_revenue.sql');
  const text = await hoverText(document, find(document, "ref('fct_bookings')", 'fct_bookings'));
  assert.match(text, /fct\\?_bookings/);
  assert.match(text, /owner/i);
});

test('hover on a ref() that was just typed and not saved', async () => {
  const document = await open('models/staging/harbour_office/stg_harbour_office__ports.sql');
  const edit = new vscode.WorkspaceEdit();
  const end = document.positionAt(document.getText().length);
  edit.insert(document.uri, end, "\nunion all select * from {{ ref('dim_customers') }}\n");
  await vscode.workspace.applyEdit(edit);
  assert.ok(document.isDirty);
  const text = await hoverText(document, find(document, "ref('dim_customers')", 'dim_customers'));
  assert.match(text, /dim\\?_customers/);
  assert.match(text, /owner/i);
  await vscode.commands.executeCommand('workbench.action.files.revert');
});

test('no hover on a plain word of SQL', async () => {
  const document = await open('models/marts/customers/rpt_route_revenue.sql');
  assert.equal(await hoverText(document, find(document, 'group by')), '');
});
