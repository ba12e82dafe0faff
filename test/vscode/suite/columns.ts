// What VS Code itself gets of columns: hover, F12, references, highlights and completion, on text that isn't saved.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { test, until } from './harness.ts';
import { definitions, find, hoverText, open } from './project.ts';

const model = 'models/marts/customers/rpt_route_revenue.sql';

/** The model with another text, and where `|` stood in it. */
async function typed(text: string): Promise<{ document: vscode.TextDocument; position: vscode.Position }> {
  const document = await open('models/marts/sailings/dim_ports.sql');
  const cursor = text.indexOf('|');
  const edit = new vscode.WorkspaceEdit();
  const whole = new vscode.Range(document.positionAt(0), document.positionAt(document.getText().length));
  edit.replace(document.uri, whole, text.slice(0, cursor) + text.slice(cursor + 1));
  await vscode.workspace.applyEdit(edit);
  return { document, position: document.positionAt(cursor) };
}

async function labels(text: string): Promise<readonly string[]> {
  const { document, position } = await typed(text);
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    position,
  );
  await vscode.commands.executeCommand('workbench.action.files.revert');
  return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
}

test('hover on a column says where it comes from', async () => {
  const document = await open(model);
  const text = await hoverText(document, find(document, 'bookings.cd_route', 'cd_route'));
  assert.match(text, /stg\\?_harbour\\?_office\\?_\\?_timetable/);
});

test('F12 on a column goes through a star to the model that makes it', async () => {
  const document = await open(model);
  const targets = await definitions(document, find(document, 'bookings.amt_booking', 'amt_booking'));
  assert.ok(
    targets.some((target) => /fct_bookings\.sql:\d+$/.test(target)),
    targets.join(', '),
  );
});

test('columns of both refs are completed while a select is typed', async () => {
  const refs = "from {{ ref('fct_bookings') }} b join {{ ref('dim_customers') }} c on true";
  assert.ok((await labels(`select b.| ${refs}`)).includes('amt_booking'));
  assert.ok(!(await labels(`select b.| ${refs}`)).includes('nm_customer'));
  const bare = await labels(`select | ${refs}`);
  assert.ok(bare.includes('amt_booking') && bare.includes('nm_customer'), bare.slice(0, 20).join(', '));
});

test('references of a column are its reads in the file and its readers', async () => {
  const document = await open('models/marts/customers/fct_bookings.sql');
  const found = await vscode.commands.executeCommand<vscode.Location[]>(
    'vscode.executeReferenceProvider',
    document.uri,
    find(document, 'timetable.cd_route', 'cd_route'),
  );
  const files = found.map(({ uri }) => vscode.workspace.asRelativePath(uri));
  assert.ok(files.includes(model), files.join(', '));
});

test('a column that cannot exist is a problem, also in text that is not saved', async () => {
  const { document } = await typed("|select bookings.amt_boking from {{ ref('fct_bookings') }} as bookings");
  const messages = () => vscode.languages.getDiagnostics(document.uri).map(({ message }) => message);
  await until('the problem', () => messages().some((message) => message.includes('amt_boking')));
  assert.match(messages().join('\n'), /amt_boking.*amt_booking/s);
  await vscode.commands.executeCommand('workbench.action.files.revert');
});
