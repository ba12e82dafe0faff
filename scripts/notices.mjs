// The licences of what the bundles hold: checked against an allow-list (ours is GPL-3.0-or-later) and written out, since most of
// them ask that their text goes along. Deliberately absent: development tools, which are not shipped.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Licences that may be part of a GPL-3.0-or-later work. */
const allowed = new Set([
  'MIT',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'BlueOak-1.0.0',
  // The drawings of icons.
  'CC-BY-4.0',
  'GPL-2.0-or-later',
  'GPL-3.0-or-later',
]);

/**
 * The notices of every package that went into the bundles.
 * @param {string} root the repository's folder
 * @param {readonly {inputs: Record<string, unknown>}[]} metafiles of esbuild
 * @returns {string} throws, naming the package, when a licence isn't allowed
 */
export function notices(root, metafiles) {
  const folders = new Set();
  for (const { inputs } of metafiles) {
    for (const input of Object.keys(inputs)) {
      const match = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input.replaceAll('\\', '/'));
      if (match) folders.add(match[1]);
    }
  }
  return [...folders]
    .sort()
    .map((folder) => noticeOf(join(root, folder)))
    .join('\n\n');
}

function noticeOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (!allowed.has(license))
    throw new Error(`${name}: the licence ${license} is not on the list of scripts/notices.mjs.`);
  const file = readdirSync(folder).find((each) => /^(licen[cs]e|copying)(\.|$)/i.test(each));
  const text = file && existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8').trim() : '';
  return `${name} ${version} (${license})\n${'-'.repeat(40)}\n${text}`;
}
