// Times of the steps of one query, for `dbt-context trace`. Costs one comparison where nobody traces. The clock is handed in:
// core has none.

/** A step, and the steps within it. Times in milliseconds of the clock that was handed in. */
export interface Span {
  readonly name: string;
  readonly start: number;
  readonly duration: number;
  readonly children: readonly Span[];
}

interface Recording {
  readonly clock: () => number;
  children: Span[];
}

let recording: Recording | undefined;

/** Runs a step, which is a span of the query that is traced, if one is. */
export function span<Result>(name: string, run: () => Result): Result {
  if (!recording) return run();
  const { clock, children: siblings } = recording;
  const start = clock();
  recording.children = [];
  try {
    return run();
  } finally {
    siblings.push({ name, start, duration: clock() - start, children: recording.children });
    recording.children = siblings;
  }
}

/** Runs a query and gives its spans with its result. Synchronous, as all of core; not to be nested. */
export function traced<Result>(
  name: string,
  clock: () => number,
  run: () => Result,
): { readonly result: Result; readonly span: Span } {
  const children: Span[] = [];
  recording = { clock, children };
  try {
    const result = span(name, run);
    return { result, span: children[0] ?? { name, start: 0, duration: 0, children: [] } };
  } finally {
    recording = undefined;
  }
}
