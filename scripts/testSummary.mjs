// The reporter of our tests: failures in full, the slowest five, and one closing line. Deliberately absent: a line for each pass.

import { relative } from 'node:path';

/** @param {AsyncIterable<{type: string, data: any}>} source */
export default async function* summary(source) {
  let passed = 0;
  let failed = 0;
  let skipped = 0;
  const slow = [];
  for await (const event of source) {
    const { type, data } = event;
    if (type === 'test:stdout' || type === 'test:stderr') yield data.message;
    if (type === 'test:diagnostic' && data.level === 'error') yield `${data.message}\n`;
    const leaf = data?.details?.type !== 'suite';
    if (type === 'test:pass' && leaf) {
      if (data.skip !== undefined) skipped++;
      else passed++;
      slow.push([data.details.duration_ms, data.name]);
    }
    if (type === 'test:fail' && leaf) {
      failed++;
      const error = data.details.error;
      yield `\n✖ ${data.name} (${relative('.', data.file ?? '')}:${data.line ?? ''})\n${error?.cause?.stack ?? error?.stack ?? error?.cause ?? error}\n`;
    }
  }
  slow.sort((a, b) => b[0] - a[0]);
  for (const [ms, name] of slow.slice(0, 5)) if (ms > 200) yield `slow: ${Math.round(ms)} ms ${name}\n`;
  yield `${passed} passed, ${failed} failed, ${skipped} skipped\n`;
}
