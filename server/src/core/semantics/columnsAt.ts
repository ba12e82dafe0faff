// The columns that a place of a file is about: a name in SQL, an entry of YAML. Deliberately absent: what is known of them.

import type { Project } from '../project.ts';
import { touches } from '../text.ts';
import { schemaEntries } from '../yaml/schemaFile.ts';
import { meaningOfOwner, nodesOf } from './meaning.ts';
import { isYaml } from './modelFiles.ts';
import type { ColumnOfNode } from './sql/columnLineage.ts';
import { columnsMeant } from './sql/columnsMeant.ts';
import { sqlSymbolsAt } from './sql/sqlSymbolsAt.ts';
import { symbolAt } from './symbolAt.ts';

/**
 * See the head of this file, each once. In SQL a column that the file's node has by the name there, which may be passed on where it
 * stands, else the columns of other nodes that are read. Empty where the place is about none.
 */
export function columnsAt(project: Project, path: string, offset: number): readonly ColumnOfNode[] {
  const symbol = symbolAt(project, path, isYaml(path) ? nameInYaml(project, path, offset) : offset);
  if (symbol?.kind === 'column')
    return distinct(
      nodesOf(meaningOfOwner(project, symbol, path)).map((node) => ({ node, column: symbol.name })),
    );
  if (symbol) return [];
  return distinct(
    sqlSymbolsAt(project, path, offset).flatMap((each) => {
      const { own, read } = columnsMeant(project, each);
      return (own.length > 0 ? own : read).map(({ id, name }) => ({ node: id, column: name }));
    }),
  );
}

function distinct(columns: readonly ColumnOfNode[]): readonly ColumnOfNode[] {
  return [...new Map(columns.map((each) => [`${each.node}\n${each.column.toLowerCase()}`, each])).values()];
}

/** Within the entry of a column its name is meant. */
function nameInYaml(project: Project, path: string, offset: number): number {
  const source = project.files.text(path);
  const entries = source ? schemaEntries(source).flatMap((entry) => [entry, ...entry.tables]) : [];
  const lists = entries.flatMap((entry) => [
    entry.columns,
    ...entry.versions.map((version) => version.columns),
  ]);
  return lists.flat().find(({ range }) => touches(range, offset))?.name.range.start ?? offset;
}
