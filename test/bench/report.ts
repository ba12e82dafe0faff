// What the benches share to say what they measured: percentiles, and rows with a goal that also go to scripts/bench.mjs.

/** One figure; a goal only where there is one to be met. */
export interface Row {
  readonly what: string;
  readonly measured: string;
  readonly goal: string;
  /** Undefined where there is no goal. */
  readonly met: boolean | undefined;
}

/** Values in ascending order, and how many of the way through. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

export const times = (value: number): string => `${value.toFixed(2)} ×`;
export const milliseconds = (value: number): string => `${value.toFixed(value < 10 ? 2 : 0)} ms`;
export const megabytes = (value: number): string => `${(value / 1e6).toFixed(1)} MB`;

/** A table of figures. */
export class Report {
  readonly #rows: Row[] = [];

  /** A figure that is at most the limit when all is well; without a limit it is only shown. */
  row(what: string, value: number, show: (value: number) => string, limit?: number): void {
    const goal = limit === undefined ? '' : `≤ ${show(limit)}`;
    this.#rows.push({
      what,
      measured: show(value),
      goal,
      met: limit === undefined ? undefined : value <= limit,
    });
  }

  /** A figure in words. */
  note(what: string, measured: string): void {
    this.#rows.push({ what, measured, goal: '', met: undefined });
  }

  /** Prints the table, and hands it to the process that started this one. */
  print(): void {
    for (const { what, measured, goal, met } of this.#rows) {
      const verdict = met === undefined ? '' : met ? 'met' : 'MISSED';
      console.log(`  ${what.padEnd(62)}${measured.padStart(24)}   ${goal.padEnd(12)}${verdict}`);
    }
    process.send?.(this.#rows);
  }
}
