// unknown-source: a source, or a table of it, that no YAML of the project defines.

import { didYouMean, nearestNames } from '../../nearest.ts';
import type { Project } from '../../project.ts';
import { isYaml } from '../../semantics/modelFiles.ts';
import { entriesOfType, tablesOfSource } from '../../semantics/names.ts';
import { yamlEntries } from '../../semantics/notParsedYet.ts';
import { resolveSource } from '../../semantics/resolveNamed.ts';
import type { SourceText, TextRange } from '../../text.ts';
import { schemaNames } from '../../yaml/schemaIndex.ts';
import { judgedNames } from '../names/judgedNames.ts';
import type { Problem, Rule } from '../rule.ts';

/** See `summary`. */
export const unknownSource: Rule = {
  name: 'unknown-source',
  group: 'names',
  severity: 'error',
  summary: 'A `source` or a table of it that no YAML of the project defines.',
  why: `dbt refuses to parse the project, but only when it is run. A source in a YAML file that isn’t saved or parsed yet is
found. Nothing is said while something is missing that names are judged by: no manifest, packages that are neither
installed nor in the manifest, and names that an expression makes.`,
  bad: `-- the table is called orders
select * from {{ source('shop', 'order') }}`,
  good: `select * from {{ source('shop', 'orders') }}`,
  check(ctx) {
    return judgedNames(ctx, 'source').flatMap(({ symbol, resolution }): Problem[] => {
      if (symbol.table === undefined || resolution.kind !== 'unknown') return [];
      const { source, table, range } = symbol;
      if (resolveSource(ctx.project, source, undefined, ctx.path).kind === 'unknown') {
        const suggestions = nearestNames(source, sourceNames(ctx.project));
        const message = `There is no source \`${source}\`${didYouMean(suggestions) || '.'}`;
        const first = firstArgument(ctx.source, source, range);
        // Without its place the name of the source can't be replaced.
        return [{ range: first ?? range, message, ...(first ? { suggestions } : {}) }];
      }
      const suggestions = nearestNames(table, tableNames(ctx.project, source));
      const message = `The source \`${source}\` has no table \`${table}\`${didYouMean(suggestions) || '.'}`;
      return [{ range, message, suggestions }];
    });
  },
};

/** The range of the source's name in front of its table's, where both are plain strings. */
function firstArgument(text: SourceText, name: string, table: TextRange): TextRange | undefined {
  const before = text.text.slice(0, table.start);
  const between = /(['"])\s*,\s*(?:table_name\s*=\s*)?['"]$/.exec(before);
  const end = between?.index ?? -1;
  return end >= 0 && before.slice(0, end).endsWith(name) ? { start: end - name.length, end } : undefined;
}

function sourceNames(project: Project): readonly string[] {
  const { manifest } = project.artifacts;
  const known = manifest ? entriesOfType(manifest, 'source') : [];
  return [...known.flatMap(({ sourceName }) => sourceName ?? []), ...unparsedSources(project)];
}

/** Sources that stand in YAML, saved or not. */
function unparsedSources(project: Project): readonly string[] {
  return project.files.paths.flatMap((path) => {
    if (!isYaml(path)) return [];
    const source = project.files.text(path);
    return source?.text.includes('sources:') ? schemaNames(source, 'source') : [];
  });
}

function tableNames(project: Project, source: string): readonly string[] {
  const { manifest } = project.artifacts;
  const known = manifest ? tablesOfSource(manifest, source) : [];
  const written = yamlEntries(project, 'source', source, undefined).flatMap(({ entry }) => entry.tables);
  return [...known.map(({ name }) => name), ...written.map(({ name }) => name.text)];
}
