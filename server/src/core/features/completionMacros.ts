// Macros as items, with their signature and their arguments to fill in. Deliberately absent: what dbt itself brings to templates.

import { definedBlocks } from '../semantics/blocks.ts';
import type { Listed } from '../semantics/listed.ts';
import { listMacros } from '../semantics/listed.ts';
import {
  type MacroParameter,
  macroParameters,
  parametersIn,
  signatureText,
} from '../semantics/macroSignature.ts';
import { internalPackages, packageNameOf, rootPackageName } from '../semantics/packages.ts';
import type { CompletionItem } from './completionItem.ts';
import { type CompletionPlace, packageRank, subjectOf } from './completionNames.ts';

/** Macros that nobody calls by their name: tests, materializations, and implementations that dispatch finds. */
const called = (name: string): boolean =>
  !/^(?:test|materialization|get_where_subquery)_|^[a-z0-9]+__/.test(name);

/** dbt's own macros that people call; the rest are its inner workings. */
const wellKnown: ReadonlySet<string> = new Set(
  `is_incremental run_query statement should_full_refresh load_relation dbt_version generate_schema_name generate_alias_name
  generate_database_name type_string type_timestamp type_int type_bigint type_float type_numeric type_boolean current_timestamp
  date_trunc dateadd datediff safe_cast concat hash any_value bool_or listagg split_part position last_day length replace right
  string_literal escape_single_quotes except intersect array_append array_concat array_construct cast_bool_to_text cast`.split(
    /\s+/,
  ),
);

/** Macros that a template calls without a package: its own package's, the root project's, and those of dbt that people call. */
export function macroItems(place: CompletionPlace): readonly CompletionItem[] {
  const { project, path } = place;
  const { manifest } = project.artifacts;
  const macros = listMacros(project);
  const near = new Set(
    [packageNameOf(project, path), rootPackageName(project)].flatMap((name) => name ?? []),
  );
  const seen = new Set<string>();
  const items: CompletionItem[] = [];
  const add = (item: CompletionItem) => {
    if (!seen.has(item.label)) items.push(item);
    seen.add(item.label);
  };
  for (const { type, name } of definedBlocks(place.source)) {
    const parameters = type === 'macro' && called(name) ? parametersIn(place.source, name) : undefined;
    if (parameters) add({ ...macroItem(name, parameters), from: packageNameOf(project, path), rank: 1 });
  }
  for (const name of near)
    for (const macro of macros.get(name) ?? []) if (called(macro.name)) add(itemOf(place, macro, 1));
  for (const name of manifest ? internalPackages(manifest) : [])
    for (const macro of macros.get(name) ?? []) if (wellKnown.has(macro.name)) add(itemOf(place, macro, 4));
  return items;
}

/** The macros of a package; those that dispatch finds last. */
export function macrosOfPackage(place: CompletionPlace, packageName: string): readonly CompletionItem[] {
  const { manifest } = place.project.artifacts;
  const names = packageName === 'dbt' && manifest ? internalPackages(manifest) : [packageName];
  const seen = new Set<string>();
  return names.flatMap((name) =>
    (listMacros(place.project).get(name) ?? []).flatMap((macro) => {
      if (!called(macro.name) || seen.has(macro.name)) return [];
      seen.add(macro.name);
      return [itemOf(place, macro, packageName !== 'dbt' || wellKnown.has(macro.name) ? 0 : 1)];
    }),
  );
}

/** Packages whose macros need the package in front; choosing one asks for its macros next. */
export function macroPackageItems(place: CompletionPlace): readonly CompletionItem[] {
  const { manifest } = place.project.artifacts;
  const internal = new Set(manifest ? internalPackages(manifest) : []);
  const own = packageNameOf(place.project, place.path);
  return [...listMacros(place.project).keys()].flatMap((label): readonly CompletionItem[] => {
    if (label === '' || label === own || (internal.has(label) && label !== 'dbt')) return [];
    return [{ label, kind: 'package', detail: 'package', rank: 2 }];
  });
}

/** Names that `adapter.dispatch` could be given: macros with an implementation for an adapter or for all. */
export function dispatchItems(place: CompletionPlace): readonly CompletionItem[] {
  const names = new Set<string>();
  for (const [packageName, macros] of listMacros(place.project)) {
    if (packageRank(place, packageName) > 1) continue;
    for (const { name } of macros)
      if (name.startsWith('default__')) names.add(name.slice('default__'.length));
  }
  return [...names].sort().map((label) => ({ label, kind: 'macro', rank: 0 }));
}

function itemOf(place: CompletionPlace, macro: Listed, rank: number): CompletionItem {
  const parameters = macroParameters(place.project, macro);
  return { ...macroItem(macro.name, parameters), from: macro.packageName, rank, subject: subjectOf(macro) };
}

function macroItem(name: string, parameters: readonly MacroParameter[] | undefined): CompletionItem {
  const needed = (parameters ?? []).filter((parameter) => parameter.default === undefined);
  const stops = needed.map((parameter, index) => `\${${index + 1}:${parameter.name}}`);
  const empty = parameters?.length === 0;
  return {
    label: name,
    kind: 'macro',
    signature: parameters ? signatureText(parameters) : '(…)',
    insert: empty ? `${name}()` : name,
    snippet: empty ? `${name}()` : `${name}(${stops.length > 0 ? stops.join(', ') : '$1'})`,
    rank: 1,
  };
}
