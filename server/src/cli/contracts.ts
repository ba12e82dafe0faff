// `dbt-context contracts report` and `dbt-context contracts init`. Deliberately absent: what they do (one file each).

import { contractsInit } from './contractsInit.ts';
import { contractsReport } from './contractsReport.ts';
import { type Terminal, WrongUse } from './terminal.ts';

export function contracts(args: readonly string[], terminal: Terminal): Promise<number> {
  const [action, ...rest] = args;
  if (action === 'report') return contractsReport(rest, terminal);
  if (action === 'init') return contractsInit(rest, terminal);
  throw new WrongUse('Usage: dbt-context contracts report|init');
}
