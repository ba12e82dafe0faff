// A name that a text's own Jinja binds: `set`, `for`, parameters. Deliberately absent: YAML, and names that dbt or macros give.

import { jinjaNames } from '../jinja/names.ts';
import type { Project } from '../project.ts';
import type { SourceText, TextRange } from '../text.ts';
import { touches } from '../text.ts';
import { extensionOf } from './modelFiles.ts';

/** A local name: where it is bound, and where it is read, in order. */
export interface JinjaLocal {
  /** The name at the cursor. */
  readonly range: TextRange;
  readonly binding: TextRange;
  readonly reads: readonly TextRange[];
}

/** The local name at a place of an SQL file; undefined where there is none. */
export function jinjaLocalIn(project: Project, path: string, offset: number): JinjaLocal | undefined {
  const source = extensionOf(path) === 'sql' ? project.files.text(path) : undefined;
  return source && jinjaLocalAt(source, offset);
}

function jinjaLocalAt(source: SourceText, offset: number): JinjaLocal | undefined {
  if (!/\{[{%]/.test(source.text)) return undefined;
  const names = jinjaNames(source).flatMap(({ binding, path }) => {
    const [name] = path;
    return binding && name ? [{ binding, range: name.range }] : [];
  });
  const here = names.find(({ range, binding }) => touches(range, offset) || touches(binding, offset));
  if (!here) return undefined;
  const { binding } = here;
  const reads = names.filter((name) => name.binding.start === binding.start).map(({ range }) => range);
  const range = [binding, ...reads].find((each) => touches(each, offset)) ?? here.range;
  return { range, binding, reads };
}
