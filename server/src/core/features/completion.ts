// textDocument/completion: what may be typed at a place of a file. Deliberately absent: LSP's items, and documentation, which is
// looked up when somebody asks for it (hoverSubject.ts).

import { templatePlace } from '../jinja/jinjaAt.ts';
import type { Project } from '../project.ts';
import { extensionOf } from '../semantics/modelFiles.ts';
import { type Completions, completions } from './completionItem.ts';
import { jinjaItems } from './completionJinja.ts';
import { pythonCompletion } from './completionPython.ts';
import { sqlCompletion } from './completionSql.ts';
import { yamlCompletion } from './completionYaml.ts';

/**
 * What may be typed at a place of a file; undefined where nothing is known. `trigger` is the character that asked, where no letter
 * and nobody did: then only what is likely to be wanted there is offered, since Enter would take it.
 */
export function completion(
  project: Project,
  path: string,
  offset: number,
  trigger?: string,
): Completions | undefined {
  const source = project.files.text(path);
  if (!source) return undefined;
  const place = { project, path, source, offset };
  switch (extensionOf(path)) {
    case 'sql':
    case 'md': {
      const found = templatePlace(source, offset);
      if (found.kind === 'jinja') {
        const { cursor, tag } = found;
        return completions(source.text, cursor, jinjaItems(place, cursor, { tag, trigger }));
      }
      return found.kind === 'text' ? sqlCompletion(place, trigger) : undefined;
    }
    case 'py':
      return pythonCompletion(place);
    case 'yml':
    case 'yaml':
      return yamlCompletion(place, trigger);
    default:
      return undefined;
  }
}
