// The edits that give a column another name in what reads it, and in what reads that where it is passed on under its name, each proven
// by the lineage being the same afterwards. Deliberately absent: the file that makes the column (renameColumn.ts).

import { jinjaCalls } from '../../../jinja/calls.ts';
import type { Project } from '../../../project.ts';
import { dialectOf } from '../../../sql/dialect.ts';
import type { FileEdit, SourceText } from '../../../text.ts';
import { testChildrenOf } from '../../lineage.ts';
import { extensionOf } from '../../modelFiles.ts';
import { pathOfEntry } from '../../packages.ts';
import { mayReadOf } from '../mayReadOf.ts';
import { columnCalled, nodeColumn } from '../nodeColumns.ts';
import { entryOf, fileOf, type NodeId, nodeIdOfFile } from '../nodeId.ts';
import { type ColumnOfNode, nodeLineage } from '../nodeLineage.ts';
import { consumersOf, nodeReaders } from '../nodeReaders.ts';
import { nodeColumnKey } from '../sameColumn.ts';
import { type FileRename, mayNameUnseen, renameInFile } from './renameFile.ts';
import { type NewName, newNameOf } from './renameNames.ts';
import { changedMeaning } from './renameTry.ts';
import { isInstalled, renameInYaml } from './renameYaml.ts';

/** What a rename does outside of the file that makes the column. */
export interface ReadersRename {
  readonly edits: readonly FileEdit[];
  /** What names it, or may, and isn't edited. */
  readonly left: readonly string[];
}

/** Calls that write no columns. */
const relationCalls: ReadonlySet<string> = new Set(['ref', 'source', 'config', 'var', 'is_incremental']);

/** How often files may be left out because they would not mean the same. */
const mostTries = 5;

/** See the head of this file; `own` are the edits of the file that makes the column. Undefined where that file itself would mean something else. */
export function renameReading(
  project: Project,
  column: ColumnOfNode,
  newName: string,
  own: readonly FileEdit[],
): ReadersRename | undefined {
  const excluded = new Set<string>();
  for (let tries = 0; tries < mostTries; tries++) {
    const spread = new Spreading(project, column, newName, excluded);
    spread.run();
    const sqlEdits = [...own, ...spread.sqlEdits()];
    const ids = [column.node, ...spread.nodes()];
    const changed = changedMeaning(project, sqlEdits, ids, spread.renamed, newName);
    if (changed.length === 0) {
      const left = [...excluded].map((path) => `\`${path}\`: with the new name it would not mean the same`);
      return { edits: [...spread.sqlEdits(), ...spread.yamlEdits], left: [...left, ...spread.left] };
    }
    if (changed.includes(column.node)) return undefined;
    for (const id of changed) {
      const path = fileOf(project, id);
      if (path !== undefined) excluded.add(path);
    }
  }
  return undefined;
}

/** One spreading of a new name from node to node. */
class Spreading {
  readonly left = new Set<string>();
  readonly yamlEdits: FileEdit[] = [];
  /** By nodeColumnKey. */
  readonly renamed = new Map<string, ColumnOfNode>();
  readonly #plans = new Map<string, FileRename>();
  readonly #project: Project;
  readonly #start: ColumnOfNode;
  readonly #newName: string;
  readonly #excluded: ReadonlySet<string>;
  readonly #written: NewName;

  constructor(project: Project, start: ColumnOfNode, newName: string, excluded: ReadonlySet<string>) {
    this.#project = project;
    this.#start = start;
    this.#newName = newName;
    this.#excluded = excluded;
    const quoted = columnCalled(project, start)?.quoted === true;
    const dialect = dialectOf(project.artifacts.manifest?.metadata.adapterType);
    this.#written = newNameOf(newName, quoted, dialect);
  }

  run(): void {
    this.renamed.set(nodeColumnKey(this.#start.node, this.#start.column), this.#start);
    // A Map gives what is added meanwhile too.
    for (const column of this.renamed.values()) {
      this.#consumers(column);
      for (const path of this.#readersOf(column)) this.#plan(path);
    }
    for (const { problems } of this.#plans.values()) for (const why of problems) this.left.add(why);
  }

  sqlEdits(): readonly FileEdit[] {
    return [...this.#plans.values()].flatMap(({ edits }) => edits);
  }

  /** The nodes of files that name a column with the new name. */
  nodes(): readonly NodeId[] {
    return [...this.#plans].flatMap(([path, { touched }]) =>
      touched ? (nodeIdOfFile(this.#project, path) ?? []) : [],
    );
  }

  #readersOf({ node, column }: ColumnOfNode): readonly string[] {
    const project = this.#project;
    const { manifest } = project.artifacts;
    const entry = entryOf(project, node);
    const tests = manifest && entry ? testChildrenOf(manifest, entry) : [];
    const paths = tests.flatMap((test) => pathOfEntry(project, test) ?? []);
    for (const reader of nodeReaders(project).of(node)) {
      if (reader === node) continue;
      const path = fileOf(project, reader);
      if (path === undefined)
        this.left.add(`${nameOf(project, reader)} reads \`${column}\`: it has no file here`);
      else {
        if (mayReadOf(nodeLineage(project, reader))({ node, column }) && mayNameUnseen(project, path, column))
          this.left.add(`\`${path}\` may read it: not all of its columns are known`);
        paths.push(path);
      }
    }
    const own = fileOf(project, this.#start.node);
    return paths.filter((path) => {
      if (extensionOf(path) !== 'sql' || path === own || this.#excluded.has(path)) return false;
      if (isInstalled(project, path)) this.left.add(`\`${path}\` belongs to an installed package`);
      return !isInstalled(project, path);
    });
  }

  #plan(path: string): void {
    const project = this.#project;
    const id = nodeIdOfFile(project, path);
    if (id === undefined) return;
    const { column } = this.#start;
    const wish = () => ({
      newName: this.#written,
      read: new Set(this.renamed.keys()),
      own: undefined,
      keep: mayBeReadElsewhere(project, id),
    });
    const source = project.files.text(path);
    const text = source?.text.toLowerCase() ?? '';
    // A natural join matches columns that nothing names.
    const named =
      text.includes(column.toLowerCase()) ||
      text.includes('natural') ||
      nodeColumn(project, id, this.#newName) !== undefined;
    const plan = named ? renameInFile(project, path, wish(), column) : this.#followed(id, source);
    const passed = plan.finals.map((name) => ({ node: id, column: name }));
    const added = passed.filter((each) => !this.renamed.has(nodeColumnKey(id, each.column)));
    for (const each of added) this.#add(each);
    // What it reads of itself in an incremental run has the new name then, too.
    const again = named && added.length > 0 && text.includes('this');
    this.#plans.set(path, again ? renameInFile(project, path, wish(), column) : plan);
  }

  /** Of a file that doesn't hold the name: stars pass it on, and macros may write it. */
  #followed(id: NodeId, source: SourceText | undefined): FileRename {
    const wanted = this.#start.column.toLowerCase();
    const { upstream, influences } = nodeLineage(this.#project, id);
    const isRenamed = ({ node, column }: ColumnOfNode) => this.renamed.has(nodeColumnKey(node, column));
    const finals: string[] = [];
    let touched = influences.some(({ column }) => isRenamed(column));
    for (const [name, inputs] of upstream) {
      if (!inputs.some(({ column }) => isRenamed(column))) continue;
      if (name.toLowerCase() === wanted) finals.push(name);
      else touched = true;
    }
    if (finals.length > 0 && source && jinjaCalls(source).some((call) => !relationCalls.has(call.name)))
      touched = true;
    return { edits: [], finals, touched, problems: [] };
  }

  #add(column: ColumnOfNode): void {
    this.renamed.set(nodeColumnKey(column.node, column.column), column);
    const yml = renameInYaml(this.#project, column, this.#newName);
    this.yamlEdits.push(...yml.edits);
    for (const each of yml.left) this.left.add(each);
  }

  /** Whoever reads a node without its SQL being known. */
  #consumers({ node, column }: ColumnOfNode): void {
    const project = this.#project;
    const name = `${nameOf(project, node)}.\`${column}\``;
    // Metrics read columns by semantic models, and what those name stands in YAML.
    for (const consumer of consumersOf(project, node))
      if (consumer.resourceType === 'exposure')
        this.left.add(`exposure \`${consumer.name}\` may read ${name}`);
    if (isPublic(project, node)) this.left.add(`other projects may read ${name}: the model is public`);
    if (entryOf(project, node)?.resourceType === 'snapshot')
      this.left.add(`${name}: a snapshot keeps the old column beside the new one`);
  }
}

/** Whether a node's columns are better called what they are called: somebody may read them of whom nothing can be edited. */
function mayBeReadElsewhere(project: Project, id: NodeId): boolean {
  return (
    consumersOf(project, id).length > 0 ||
    isPublic(project, id) ||
    entryOf(project, id)?.resourceType === 'snapshot' ||
    nodeReaders(project)
      .of(id)
      .some((reader) => {
        const { opaque, perhaps } = nodeLineage(project, reader);
        return reader !== id && (opaque.includes(id) || perhaps.some(({ node }) => node === id));
      })
  );
}

function isPublic(project: Project, id: NodeId): boolean {
  const entry = entryOf(project, id);
  return entry !== undefined && project.artifacts.manifest?.detail(entry)?.access === 'public';
}

function nameOf(project: Project, id: NodeId): string {
  return `\`${entryOf(project, id)?.name ?? fileOf(project, id) ?? id}\``;
}
