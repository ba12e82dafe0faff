// Where names stand in the files of a generated project, found with plain patterns: what a bench points at.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Position } from 'vscode-languageserver/node';
import type { GeneratedProject } from './generateProject.ts';

/** A file with the places in it. */
export interface TargetFile {
  readonly file: string;
  readonly text: string;
  readonly targets: readonly Target[];
}

/** A name; the position is one character into it. */
export interface Target {
  readonly kind: 'ref' | 'source' | 'macro' | 'yaml';
  readonly position: Position;
}

const inSql: readonly (readonly [Target['kind'], RegExp])[] = [
  ['ref', /ref\('(\w+)'\)/g],
  ['source', /source\('raw', '(\w+)'\)/g],
  ['macro', /\{\{ (helper_\d+)\(/g],
];
const inYaml: readonly (readonly [Target['kind'], RegExp])[] = [['yaml', /- name: (\w+)$/gm]];

/** Every how-many-th file of a project, at most so many names of each kind in each. */
export function targetFiles(project: GeneratedProject, files: number, most = 6): readonly TargetFile[] {
  const { modelFiles, yamlFiles } = project;
  // The first models are those that read sources.
  const models = [...modelFiles.slice(0, 50), ...spread(modelFiles.slice(50), files)];
  const wanted = [...models, ...spread(yamlFiles, Math.ceil(files / 4))];
  // Out of order: names that are next to each other in a manifest are seldom asked for one after the other.
  return wanted.map((_, index) => {
    const file = wanted[(index * 7919) % wanted.length]!;
    const text = readFileSync(path.join(project.folder, file), 'utf8');
    const patterns = file.endsWith('.sql') ? inSql : inYaml;
    const targets = patterns.flatMap(([kind, pattern]) =>
      spread([...text.matchAll(pattern)], most).map((match): Target => {
        const offset = match.index + match[0].indexOf(match[1] ?? '') + 1;
        const lines = text.slice(0, offset).split('\n');
        return { kind, position: { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 } };
      }),
    );
    return { file, text, targets };
  });
}

/** So many of the items, at equal distances. */
export function spread<Item>(items: readonly Item[], count: number): readonly Item[] {
  if (items.length <= count) return items;
  return Array.from({ length: count }, (_, i) => items[Math.floor((i * items.length) / count)]!);
}
