// Completion in dbt_project.yml: its keys, settings with a plus under folders, their values, flags and variables of packages.
// https://docs.getdbt.com/reference/dbt_project.yml. Deliberately absent: profiles and packages.

import { packagesWithin } from '../semantics/packages.ts';
import type { YamlCursor } from '../yaml/yamlAt.ts';
import { settingsOf, settingValues } from './completionConfigItems.ts';
import type { CompletionItem } from './completionItem.ts';
import { type CompletionPlace, valueItems } from './completionNames.ts';

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

const texts = words(
  'name version config-version profile require-dbt-version target-path log-path packages-install-path asset-paths',
);
const lists =
  words(`model-paths seed-paths snapshot-paths macro-paths test-paths analysis-paths function-paths docs-paths clean-targets
  on-run-start on-run-end dispatch`);
const maps =
  words(`models seeds snapshots sources data_tests tests unit_tests exposures metrics semantic-models saved-queries functions vars
  flags quoting query-comment`);
const booleans = words('restrict-access');

const flags =
  words(`send_anonymous_usage_stats partial_parse static_parser use_colors warn_error_options fail_fast printer_width
  cache_selected_only indirect_selection log_format log_level version_check store_failures populate_cache introspect
  require_explicit_package_overrides_for_builtin_materializations require_batched_execution_for_custom_microbatch_strategy
  require_nested_cumulative_type_params require_generic_test_arguments_property state_modified_compare_more_unrendered_values
  skip_nodes_if_on_run_start_fails require_resource_names_without_spaces source_freshness_run_project_hooks
  validate_macro_args require_ref_searches_node_package_before_root`);

/** The kind of node under each section whose keys are folders. */
const sections: Readonly<Record<string, string>> = {
  models: 'model',
  seeds: 'seed',
  snapshots: 'snapshot',
  sources: 'source',
  data_tests: 'test',
  tests: 'test',
};

/** What may be typed at a place of dbt_project.yml. */
export function projectFileItems(place: CompletionPlace, cursor: YamlCursor): readonly CompletionItem[] {
  const [section = '', ...below] = cursor.path;
  const used = new Set(cursor.around[0]?.fields.keys());
  const unused = (items: readonly CompletionItem[]) => items.filter(({ label }) => !used.has(label));
  const kind = Object.hasOwn(sections, section) ? sections[section] : undefined;
  if (cursor.at === 'key') {
    if (section === '') return unused(rootItems());
    if (section === 'flags' && below.length === 0) return unused(keyItems(flags, ''));
    if (section === 'quoting' && below.length === 0)
      return unused(keyItems(words('database schema identifier'), ''));
    if (section === 'vars' && below.length === 0)
      return unused(
        keyItems(
          [...packagesWithin(place.project)].filter((name) => name !== 'dbt'),
          ':',
        ),
      );
    if (kind === undefined || below.some((key) => key.startsWith('+'))) return [];
    return unused([...folderItems(place, section, below), ...settingItems(place, kind)]);
  }
  if (booleans.includes(section) || section === 'flags' || section === 'quoting')
    return valueItems(['true', 'false']);
  const key = cursor.path.findLast((each) => each.startsWith('+'))?.slice(1);
  if (kind === undefined || key === undefined) return [];
  return settingValues(place, key, kind);
}

function rootItems(): readonly CompletionItem[] {
  return [...keyItems([...texts, ...booleans], ''), ...keyItems(maps, ':'), ...keyItems(lists, '[]')];
}

function keyItems(names: readonly string[], below: '' | ':' | '[]'): readonly CompletionItem[] {
  return names.map((label, rank) => ({
    label,
    kind: 'key',
    insert: below === ':' ? `${label}:` : `${label}: `,
    snippet: below === '[]' ? `${label}: [$0]` : below === ':' ? `${label}:\n  $0` : `${label}: $0`,
    rank,
  }));
}

function settingItems(place: CompletionPlace, kind: string): readonly CompletionItem[] {
  return settingsOf(place, kind).map(({ name }, rank) => ({
    label: `+${name}`,
    kind: 'key',
    detail: 'setting',
    insert: `+${name}: `,
    rank: 10 + rank,
  }));
}

/** Packages at first, then the folders in which their files lie. */
function folderItems(
  { project }: CompletionPlace,
  section: string,
  below: readonly string[],
): readonly CompletionItem[] {
  if (below.length === 0)
    return keyItems(
      [...packagesWithin(project)].filter(
        (name) => !/^dbt(?:_|$)/.test(name) || name === project.config.name,
      ),
      ':',
    );
  const { config } = project;
  const roots =
    section === 'models'
      ? config.modelPaths
      : section === 'seeds'
        ? config.seedPaths
        : section === 'snapshots'
          ? config.snapshotPaths
          : [];
  if (below[0] !== config.name) return [];
  const names = new Set<string>();
  for (const root of roots) {
    const start = [root, ...below.slice(1), ''].join('/');
    for (const path of project.files.paths) {
      const end = path.startsWith(start) ? path.indexOf('/', start.length) : -1;
      if (end > 0) names.add(path.slice(start.length, end));
    }
  }
  return keyItems([...names].sort(), ':');
}
