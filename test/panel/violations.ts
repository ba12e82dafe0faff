// What axe finds wrong in a page. Deliberately absent: which page, and in what state.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame } from '../../scripts/workbench/page.ts';

const axe = readFileSync(join(import.meta.dirname, '../../node_modules/axe-core/axe.min.js'), 'utf8');

interface Found {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
  }[];
}

/** Makes axe part of the page: once, before it is asked. */
export async function loadAxe(page: Frame): Promise<void> {
  await page.evaluate(axe);
}

/** Serious and critical violations; with `colourAlone` only what another theme can change. */
export async function violations(page: Frame, colourAlone: boolean): Promise<readonly string[]> {
  const rules = colourAlone ? `runOnly: ['color-contrast'],` : '';
  // It would load the style sheet again, which the policy forbids.
  const { violations: found } = await page.evaluate<Found>(
    `axe.run(document, { ${rules} preload: false, resultTypes: ['violations'] })`,
  );
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => {
        const tag = /^<[^>]*/.exec(html)?.[0].slice(0, 120);
        return `${id}: ${tag} ${failureSummary.split('\n').at(-1)?.trim()}`;
      }),
    );
}
