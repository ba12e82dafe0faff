// dbt-context.yml of a project, read with the rules and presets that there are. Deliberately absent: reading files.

import { memo2 } from '../memo.ts';
import type { ProjectFiles } from '../project.ts';
import { type SourceText, sourceText } from '../text.ts';
import { type ContextConfig, contextConfig, contextFile, convoPath } from '../yaml/contextConfig.ts';
import { rules } from './rules/index.ts';
import { presets } from './vocabulary/presets/index.ts';

const ruleNames = rules.map(({ name }) => name);
const noFile = sourceText('');

const read = memo2(
  (source: SourceText, convo: SourceText): ContextConfig =>
    contextConfig(source, {
      ruleNames,
      presets,
      readFile: () => (convo === noFile ? undefined : convo),
    }),
);

/**
 * The configuration of a project's dbt-context.yml and of the convo file it names; the defaults where there is none. The same
 * object while neither file changes.
 */
export function contextOf(files: Pick<ProjectFiles, 'text'>): ContextConfig {
  const source = files.text(contextFile);
  if (source === undefined)
    return contextConfig(undefined, { ruleNames, presets, readFile: () => undefined });
  const convo = convoPath(source);
  return read(source, (convo === undefined ? undefined : files.text(convo)) ?? noFile);
}
