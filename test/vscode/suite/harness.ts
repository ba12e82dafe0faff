// A test runner small enough to read, for tests that run inside VS Code: no dependency, one line printed per test.
// Deliberately absent: suites, hooks, parallel tests. Waiting is for a condition, with a deadline.
import { marker } from '../marker.ts';

interface Test {
  readonly name: string;
  readonly run: () => void | Promise<void>;
}

const tests: Test[] = [];
const testDeadline = 60_000;
const conditionDeadline = 20_000;

/** Registers a test. They run in the order they were registered. */
export function test(name: string, run: () => void | Promise<void>): void {
  tests.push({ name, run });
}

/** Runs what is registered; throws when a test failed. */
export async function runTests(): Promise<void> {
  let failed = 0;
  for (const { name, run } of tests) {
    const started = Date.now();
    try {
      await before(testDeadline, `${name} to end`, run());
      console.log(`${marker}  ✓ ${name} (${Date.now() - started} ms)`);
    } catch (error) {
      failed++;
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      console.log(`${marker}  ✗ ${name}`);
      for (const line of text.split('\n')) console.log(`${marker}      ${line}`);
    }
  }
  console.log(`${marker}  ${tests.length} tests, ${failed} failed`);
  if (failed > 0) throw new Error(`${failed} of ${tests.length} tests failed`);
}

/** Asks again and again until the answer is there (neither undefined nor false), and gives it. */
export async function until<T>(
  what: string,
  ask: () => T | undefined | false | Thenable<T | undefined | false>,
): Promise<T> {
  const end = Date.now() + conditionDeadline;
  while (Date.now() < end) {
    const answer = await before(end - Date.now(), what, ask());
    if (answer !== undefined && answer !== false) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`waited ${conditionDeadline} ms for ${what}`);
}

async function before<T>(milliseconds: number, what: string, answer: T | Thenable<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`waited ${milliseconds} ms for ${what}`)), milliseconds);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
