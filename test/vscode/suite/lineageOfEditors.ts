// Lineage by VS Code's own means: the call hierarchy of a model and of a column, and code lenses once they are turned on.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { test, until } from './harness.ts';
import { find, open } from './project.ts';

const model = 'models/intermediate/int_bookings_priced.sql';

test('the call hierarchy of a ref() and of a column leads to readers and to what is read', async () => {
  const document = await open(model);
  const itemAt = async (text: string, inside?: string) => {
    const [item] = await vscode.commands.executeCommand<vscode.CallHierarchyItem[]>(
      'vscode.prepareCallHierarchy',
      document.uri,
      find(document, text, inside),
    );
    assert.ok(item);
    return item;
  };
  const incoming = await vscode.commands.executeCommand<vscode.CallHierarchyIncomingCall[]>(
    'vscode.provideIncomingCalls',
    await itemAt("ref('stg_ticketing__bookings')", 'stg_'),
  );
  assert.ok(incoming.some(({ from }) => from.name === 'int_bookings_priced'));
  const outgoing = await vscode.commands.executeCommand<vscode.CallHierarchyOutgoingCall[]>(
    'vscode.provideOutgoingCalls',
    await itemAt('as amt_booking', 'amt_booking'),
  );
  assert.ok(outgoing.some(({ to }) => `${to.name} ${to.detail}`.startsWith('amt_fare int_tickets_by_fare')));
});

test('code lenses come when they are turned on', async () => {
  const document = await open(model);
  const titles = async () => {
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
      50,
    );
    return lenses.map(({ command }) => command?.title ?? '');
  };
  assert.deepEqual(await titles(), []);
  const configuration = vscode.workspace.getConfiguration('dbtContext');
  await configuration.update('codeLens', 'columns', vscode.ConfigurationTarget.Workspace);
  try {
    const found = await until('lenses', async () => {
      const now = await titles();
      return now.length > 1 && now;
    });
    assert.match(found.join('\n'), /upstream · \d+ downstream/);
    assert.match(found.join('\n'), /from int_tickets_by_fare\.n_ticket .*read by/);
  } finally {
    await configuration.update('codeLens', undefined, vscode.ConfigurationTarget.Workspace);
  }
});
