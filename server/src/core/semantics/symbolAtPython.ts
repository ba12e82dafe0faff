// The names in a Python model: `dbt.ref`, `dbt.source` and `dbt.config(group=…)`.
// Deliberately absent: names that Python makes by expressions, and `dbt.this`, which is no call.

import { pythonCalls } from '../jinja/pythonCalls.ts';
import { memo } from '../memo.ts';
import type { SourceText } from '../text.ts';
import type { Spot } from './spot.ts';
import { spotsOfCalls } from './spotsOfCalls.ts';

const kinds: ReadonlySet<string> = new Set(['ref', 'source', 'group']);

/** The names in a Python file, in the order of the file. */
export const spotsOfPython: (source: SourceText) => readonly Spot[] = memo((source) =>
  spotsOfCalls(
    source.text,
    pythonCalls(source).filter((call) => call.callee.length === 2 && call.callee[0]?.text === 'dbt'),
    () => false,
  ).filter((spot) => kinds.has(spot.symbol.kind)),
);
