// packages.yml and dependencies.yml: which packages lie in folders of the project itself. Deliberately absent: packages that are
// fetched from elsewhere.

import type { SourceText } from '../text.ts';
import { yamlDocument } from './yamlDocument.ts';
import { childOf, itemsOf, textOf } from './yamlTree.ts';

/** The names of the two files. */
export const packagesFiles: readonly string[] = ['packages.yml', 'dependencies.yml'];

/** The folders that `local:` names, as written. */
export function localPackagesIn(source: SourceText): readonly string[] {
  return itemsOf(childOf(yamlDocument(source).root, 'packages')).flatMap(
    (item) => textOf(childOf(item, 'local')) ?? [],
  );
}
