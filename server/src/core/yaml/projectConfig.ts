// dbt_project.yml as far as an editor needs it: name, folders, vars and dispatch, with dbt's defaults.
// Deliberately absent: profiles, command-line flags, and Jinja beyond env_var, which alone can be known without dbt.

import { memo2 } from '../memo.ts';
import type { SourceText, TextRange } from '../text.ts';
import { renderEnvironment } from './environmentVariables.ts';
import { yamlDocument } from './yamlDocument.ts';
import {
  childOf,
  dbtJsonOf,
  itemsOf,
  pairOf,
  pairsOf,
  scalarOf,
  scalarsOf,
  textOf,
  type YamlNode,
  type YamlScalar,
} from './yamlTree.ts';

/** Something wrong in a configuration file, in one sentence for people. */
export interface ConfigProblem {
  /** The file, relative to the project's folder. */
  readonly path: string;
  readonly range: TextRange;
  readonly message: string;
  /** Nearest names, best first, where a name isn't known. */
  readonly suggestions?: readonly string[];
}

/** A variable of `vars:`. */
export interface ProjectVar {
  readonly name: string;
  /** The package it is set for; undefined: for all. */
  readonly package: string | undefined;
  /** The value as JSON. */
  readonly value: unknown;
  /** Of the key. */
  readonly range: TextRange;
  readonly valueRange: TextRange | undefined;
}

/** An entry of `dispatch:`: where macros of a namespace are looked for, first to last. */
export interface DispatchOrder {
  readonly macroNamespace: string;
  readonly searchOrder: readonly string[];
}

/** See the head of this file; https://docs.getdbt.com/reference/dbt_project.yml. Paths have forward slashes and no slash at the end. */
export interface ProjectConfig {
  /** Undefined when missing or made by an expression. */
  readonly name: string | undefined;
  readonly modelPaths: readonly string[];
  readonly seedPaths: readonly string[];
  readonly snapshotPaths: readonly string[];
  readonly analysisPaths: readonly string[];
  readonly macroPaths: readonly string[];
  readonly testPaths: readonly string[];
  readonly functionPaths: readonly string[];
  /** All of the above but tests, where the file doesn't say. */
  readonly docsPaths: readonly string[];
  /** Flags and `DBT_TARGET_PATH` go before it. */
  readonly targetPath: string;
  /** Where `dbt deps` puts packages. */
  readonly packagesInstallPath: string;
  readonly vars: readonly ProjectVar[];
  readonly dispatch: readonly DispatchOrder[];
  readonly problems: readonly ConfigProblem[];
}

/** The name of the file, in the project's folder. */
export const projectFile = 'dbt_project.yml';

/**
 * Reads dbt_project.yml. `env` gives the environment variables; of `DBT_ENV_SECRET…` neither the value nor what is made of
 * it is read. What can't be known is a problem at its place and its default is used.
 */
export const projectConfig = memo2(
  (source: SourceText, env: Readonly<Record<string, string>>): ProjectConfig => {
    const document = yamlDocument(source);
    const { root } = document;
    const problems: ConfigProblem[] = [];
    const report = (range: TextRange, message: string) => {
      problems.push({ path: projectFile, range, message });
    };
    for (const problem of document.problems.slice(0, 1)) report(problem.range, problem.message);
    if (root?.kind !== 'map') {
      report(root?.range ?? { start: 0, end: 0 }, 'This file holds no keys; dbt needs at least `name`.');
    }

    const rendered = (scalar: YamlScalar | undefined): string | undefined => {
      if (scalar === undefined) return undefined;
      const result = renderEnvironment(scalar.text, env);
      if ('text' in result) return result.text;
      report(scalar.range, result.problem);
      return undefined;
    };
    const value = (...keys: readonly string[]): string | undefined => {
      const key = keys.find((each) => childOf(root, each) !== undefined);
      return key === undefined ? undefined : rendered(scalarOf(childOf(root, key)));
    };
    const paths = (fallback: readonly string[], ...keys: readonly string[]): readonly string[] => {
      const key = keys.find((each) => childOf(root, each) !== undefined);
      if (key === undefined) return fallback;
      const written = scalarsOf(childOf(root, key));
      const known = written.flatMap((each) => rendered(each) ?? []).map(toPath);
      // A list of which nothing is known says nothing; an empty one says that there are no folders.
      return known.length === 0 && written.length > 0 ? fallback : [...new Set(known)];
    };

    const modelPaths = paths(['models'], 'model-paths', 'source-paths');
    const seedPaths = paths(['seeds'], 'seed-paths', 'data-paths');
    const snapshotPaths = paths(['snapshots'], 'snapshot-paths');
    const analysisPaths = paths(['analyses'], 'analysis-paths');
    const macroPaths = paths(['macros'], 'macro-paths');
    const functionPaths = paths(['functions'], 'function-paths');
    return {
      name: value('name'),
      modelPaths,
      seedPaths,
      snapshotPaths,
      analysisPaths,
      macroPaths,
      functionPaths,
      testPaths: paths(['tests'], 'test-paths'),
      docsPaths: paths(
        [...modelPaths, ...seedPaths, ...snapshotPaths, ...analysisPaths, ...macroPaths, ...functionPaths],
        'docs-paths',
      ),
      targetPath: toPath(value('target-path') ?? 'target'),
      packagesInstallPath: toPath(value('packages-install-path', 'modules-path') ?? 'dbt_packages'),
      vars: varsOf(childOf(root, 'vars'), root),
      dispatch: itemsOf(childOf(root, 'dispatch')).flatMap((entry) => {
        const macroNamespace = textOf(childOf(entry, 'macro_namespace'));
        const searchOrder = scalarsOf(childOf(entry, 'search_order')).map(({ text }) => text);
        return macroNamespace === undefined ? [] : [{ macroNamespace, searchOrder }];
      }),
      problems,
    };
  },
);

/** Forward slashes, no `./` in front, no slash at the end. */
function toPath(written: string): string {
  const path = written
    .trim()
    .replaceAll('\\', '/')
    .replace(/\/{2,}/g, '/')
    .replace(/^(?:\.\/)+/, '');
  return path.length > 1 ? path.replace(/\/$/, '') : path;
}

/**
 * `vars:` as dbt reads them: a mapping under the name of a package is scoped to it. Which names are packages isn't known
 * here, so a mapping counts both as a value and as a scope.
 */
function varsOf(vars: YamlNode | undefined, root: YamlNode | undefined): readonly ProjectVar[] {
  const found: ProjectVar[] = [];
  const add = (scope: string | undefined, node: YamlNode | undefined) => {
    for (const { key, value } of pairsOf(node)) {
      found.push({
        name: key.text,
        package: scope,
        value: dbtJsonOf(value),
        range: key.inner,
        valueRange: value?.range,
      });
    }
  };
  add(undefined, vars);
  for (const { key, value } of pairsOf(vars)) if (value?.kind === 'map') add(key.text, value);
  // Before dbt 0.17 (config-version 1) vars stood under `models:` and a package's name.
  if (textOf(childOf(root, 'config-version')) === '1') {
    const models = childOf(root, 'models');
    add(undefined, childOf(models, 'vars'));
    for (const { key, value } of pairsOf(models)) add(key.text, pairOf(value, 'vars')?.value);
  }
  return found;
}
