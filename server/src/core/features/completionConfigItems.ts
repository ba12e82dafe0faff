// Settings of `config(…)` and of `config:` in YAML as items. Deliberately absent: the table of settings (completionConfig.ts).

import { nodeOfFile } from '../semantics/modelFiles.ts';
import { type ConfigKey, configKeys, incrementalStrategies, materializations } from './completionConfig.ts';
import type { CompletionItem } from './completionItem.ts';
import { type CompletionPlace, groupItems, usedWords, valueItems } from './completionNames.ts';

/** The settings that a file's node can have. */
export function settingsOf({ project, path }: CompletionPlace, node?: string): readonly ConfigKey[] {
  const adapter = project.artifacts.manifest?.metadata.adapterType;
  return configKeys(adapter, node ?? nodeOfFile(project, path)?.resourceType ?? 'model');
}

/** Arguments of `config(…)` that aren't there yet. */
export function configKeyItems(place: CompletionPlace, used: readonly string[]): readonly CompletionItem[] {
  return settingsOf(place)
    .filter(({ name }) => !used.includes(name))
    .map(({ name, type }, rank) => ({
      label: name,
      kind: 'key',
      detail: type === 'text' || type === 'value' ? 'setting' : type,
      insert: `${name}=`,
      snippet: `${name}=${type === 'text' ? "'$1'" : type === 'list' ? "['$1']" : type === 'map' ? '{$1}' : '$1'}`,
      rank: rank < 8 ? 0 : 1,
    }));
}

/** Values of a setting as they stand in Jinja: texts in quotes. In a list only the items. */
export function configValueItems(
  place: CompletionPlace,
  key: string,
  listed: boolean,
): readonly CompletionItem[] {
  const setting = settingsOf(place).find(({ name }) => name === key);
  if (setting?.type === 'boolean') return listed ? [] : valueItems(setting.values);
  return settingValues(place, key).map((item) => ({ ...item, insert: `'${item.label}'` }));
}

/** Texts that a setting can be, as far as they are known. */
export function settingValues(place: CompletionPlace, key: string, node?: string): readonly CompletionItem[] {
  const { project } = place;
  const adapter = project.artifacts.manifest?.metadata.adapterType;
  const used = usedWords(project);
  switch (key) {
    case 'materialized': {
      const own = materializations(adapter);
      return [
        ...valueItems(own, 'materialization'),
        ...valueItems(
          used.materializations.filter((name) => !own.includes(name)),
          'materialization of the project',
          1,
        ),
      ];
    }
    case 'incremental_strategy':
      return valueItems(incrementalStrategies(adapter), 'strategy');
    case 'tags':
      return valueItems(used.tags, 'tag');
    case 'schema':
    case 'target_schema':
      return valueItems(used.schemas, 'schema');
    case 'group':
      return groupItems(place);
    default:
      return valueItems(settingsOf(place, node).find(({ name }) => name === key)?.values ?? []);
  }
}
