// Entry of the tests that run inside VS Code's extension host: VS Code calls run() and takes its rejection for failure.
import './activation.ts';
import './hover.ts';
import './definition.ts';
import './diagnostics.ts';
import './columns.ts';
import './lineageOfEditors.ts';
import './panel.ts';
import './reload.ts';
import { runTests } from './harness.ts';

export function run(): Promise<void> {
  return runTests();
}
