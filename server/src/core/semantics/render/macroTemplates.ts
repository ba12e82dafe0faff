// The text of a macro: from its file, unsaved edits too, else as the manifest has it (dbt's own, packages that aren't
// installed here). Deliberately absent: which macro a name means (resolveMacro.ts).

import type { Entry } from '../../artifacts/types.ts';
import type { MacroTemplate } from '../../jinja/render/environment.ts';
import { memo } from '../../memo.ts';
import type { Project } from '../../project.ts';
import { type SourceText, slice, sourceText } from '../../text.ts';
import { type DefinedBlock, definedBlocks } from '../blocks.ts';
import { packageNameOf } from '../packages.ts';
import type { Found, FoundInFile } from '../resolution.ts';

/** The template of a macro that was found; undefined where nobody has its text. */
export function macroTemplate(project: Project, macro: Found | FoundInFile): MacroTemplate | undefined {
  const name = macro.kind === 'found' ? macro.entry.name : macro.name;
  const path = macro.path;
  const source = path === undefined ? undefined : project.files.text(path);
  const inFile = path !== undefined && source ? templateIn(source, name, path, project) : undefined;
  if (inFile || macro.kind === 'file') return inFile;
  const text = project.artifacts.manifest?.detail(macro.entry)?.macroSql;
  return text === undefined ? undefined : manifestTemplate(macro.entry, text);
}

/** What a macro's file says of it alone, wherever it stands there; undefined where the macro isn't found in its own text. */
export const textOfMacro = memo(({ source, name }: MacroTemplate): string | undefined => {
  const block = [...blocksByName(source).values()].find(({ nameRange }) => slice(source, nameRange) === name);
  return block && slice(source, block.range);
});

function templateIn(
  source: SourceText,
  name: string,
  path: string,
  project: Project,
): MacroTemplate | undefined {
  const block = blocksByName(source).get(name);
  if (!block) return undefined;
  const packageName = packageNameOf(project, path);
  const known = fileTemplates(source);
  const template = known.get(name);
  if (template?.scope.path === path && template.scope.packageName === packageName) return template;
  const made = { source, name: slice(source, block.nameRange), scope: { packageName, path } };
  known.set(name, made);
  return made;
}

function manifestTemplate(entry: Entry, text: string): MacroTemplate {
  const known = entryTemplates(entry);
  if (known.template?.source.text === text) return known.template;
  const source = sourceText(text);
  const block = blocksByName(source).get(entry.name);
  const name = block ? slice(source, block.nameRange) : entry.name;
  known.template = { source, name, scope: { packageName: entry.packageName, path: undefined } };
  return known.template;
}

/** The last block of a name is the one that counts. */
const blocksByName = memo(
  (source: SourceText): ReadonlyMap<string, DefinedBlock> =>
    new Map(
      definedBlocks(source)
        .filter(({ type }) => type === 'macro')
        .map((block) => [block.name, block]),
    ),
);

const fileTemplates = memo((_: SourceText) => new Map<string, MacroTemplate>());

const entryTemplates = memo((_: Entry): { template: MacroTemplate | undefined } => ({ template: undefined }));
