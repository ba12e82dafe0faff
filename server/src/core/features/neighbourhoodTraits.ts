// What nodes are filtered, counted and folded by: kind, tags, package, folder, owner. Read once for each node. Deliberately absent: how
// a node is doing (neighbourhoodNodes.ts).

import type { Entry, Manifest } from '../artifacts/types.ts';
import { kindOf } from '../card/entryWords.ts';
import { visibleLine } from '../card/visible.ts';
import { memo, memo2 } from '../memo.ts';
import type { Project } from '../project.ts';
import { nodeOfFile } from '../semantics/modelFiles.ts';
import { groupByName } from '../semantics/names.ts';
import type { NodeGraph } from '../semantics/nodeNeighbours.ts';
import { ownerWord, schemaWord } from '../semantics/nodeWords.ts';
import { ownerKeysOf } from '../semantics/owner.ts';
import { packageNameOf, rootPackageName } from '../semantics/packages.ts';
import { fileOf } from '../semantics/sql/nodeId.ts';

/** See the head of this file. Texts are as they are shown. */
export interface Traits {
  /** Resource type in words. */
  readonly kind: string;
  readonly package: string;
  /** Of its file, within its package; empty for the package's own folder and for what has no file. */
  readonly folder: string;
  readonly tags: readonly string[];
  readonly owner: string | undefined;
}

/** The traits of numbered nodes: those that cost nothing are always read, tags and owner from the node's details. */
export interface TraitsOf {
  light(number: number): LightTraits;
  tags(number: number): readonly string[];
  owner(number: number): string | undefined;
  /** Tags and owner are at hand. */
  has(number: number): boolean;
}

type LightTraits = Pick<Traits, 'kind' | 'package' | 'folder'>;

/** What is known of a node of the manifest by now. */
interface Row {
  readonly light: LightTraits;
  tags?: readonly string[];
  owner?: { readonly text: string | undefined };
}

/** See the head of this file. */
export function traitsOf(project: Project, graph: NodeGraph): TraitsOf {
  const { manifest, catalog } = project.artifacts;
  const known = manifest && rowsBy(manifest, ownerKeysOf(project));
  if (known && known.catalog !== catalog) {
    known.catalog = catalog;
    known.rows = [];
  }
  const rows = known?.rows ?? [];
  const rowAt = (number: number): Row | undefined => {
    const row = rows[number];
    if (row) return row;
    const entry = graph.entryAt(number);
    if (!entry || !manifest) return undefined;
    const made = { light: lightOf(entry, oneOf(manifest)) };
    rows[number] = made;
    return made;
  };
  return {
    light: (number) => rowAt(number)?.light ?? lightOfFile(project, graph.idOf(number)),
    tags(number) {
      const row = rowAt(number);
      const entry = graph.entryAt(number);
      if (!row || !entry || !manifest) return [];
      row.tags ??= keptDetails(manifest, entry).tags;
      return row.tags;
    },
    owner(number) {
      const row = rowAt(number);
      const entry = graph.entryAt(number);
      if (!row || !entry || !manifest) return undefined;
      row.owner ??= keptOwner(project, manifest, entry);
      return row.owner.text;
    },
    has(number) {
      const row = rowAt(number);
      return !row || (row.tags !== undefined && row.owner !== undefined);
    },
  };
}

/** By the numbers of the manifest's own graph, which come first in every graph. */
const rowsBy = memo2((_: Manifest, __: readonly string[]): { catalog: unknown; rows: Row[] } => ({
  catalog: undefined,
  rows: [],
}));

/** What is read of an entry's details once and kept: an entry is another object when any of this is another. */
export interface KeptDetails {
  readonly tags: readonly string[];
  /** Of its relation. */
  readonly schema: string | undefined;
  /** By dbt's word; undefined for what is no model. */
  readonly materialized: string | undefined;
  readonly group: string | undefined;
  /** ISO text as written. */
  readonly deprecationDate: string | undefined;
}

/** See {@link KeptDetails}. */
export function keptDetails(manifest: Manifest, entry: Entry): KeptDetails {
  const known = details(entry);
  if (!known.kept) {
    const detail = manifest.detail(entry);
    const same = oneOf(manifest);
    known.kept = {
      tags: [...new Set((detail?.tags ?? []).map((tag) => same(visibleLine(tag))))],
      schema: schemaWord(detail),
      materialized: entry.resourceType === 'model' ? detail?.materialized : undefined,
      group: detail?.group,
      deprecationDate: detail?.deprecationDate,
    };
  }
  return known.kept;
}

const details = memo((_: Entry): { kept: KeptDetails | undefined } => ({ kept: undefined }));

/** An owner, and all that it was read from besides the entry. */
interface KeptOwner {
  readonly text: string | undefined;
  readonly from: readonly unknown[];
}

/** The owner of an entry, read again only where the entry, its group, the catalog or the keys are others than they were. */
function keptOwner(project: Project, manifest: Manifest, entry: Entry): KeptOwner {
  const { group } = keptDetails(manifest, entry);
  const groupEntry = group === undefined ? undefined : groupByName(manifest, group);
  const from = [ownerKeysOf(project), project.artifacts.catalog, groupEntry];
  const known = ownerOfEntry(entry);
  if (!known.owner?.from.every((value, index) => value === from[index])) {
    const text = ownerWord(project, entry);
    known.owner = { text: text && oneOf(manifest)(text), from };
  }
  return known.owner;
}

const ownerOfEntry = memo((_: Entry): { owner: KeptOwner | undefined } => ({ owner: undefined }));

function lightOf(entry: Entry, same: (text: string) => string): LightTraits {
  return {
    kind: kindOf(entry),
    package: same(visibleLine(entry.packageName)),
    folder: same(folderOf(entry.originalFilePath)),
  };
}

/** Of equal texts the same one: thousands are counted, and that is found fastest where it is the same object. */
const oneOf = memo((_: Manifest) => {
  const texts = new Map<string, string>();
  return (text: string): string => {
    const known = texts.get(text);
    if (known === undefined) texts.set(text, text);
    return known ?? text;
  };
});

function lightOfFile(project: Project, id: string): LightTraits {
  const path = fileOf(project, id) ?? '';
  const node = nodeOfFile(project, path);
  return {
    kind: node ? kindOf(node) : 'model',
    package: packageNameOf(project, path) ?? rootPackageName(project) ?? '',
    folder: folderOf(path),
  };
}

function folderOf(path: string): string {
  const end = path.lastIndexOf('/');
  return end < 0 ? '' : visibleLine(path.slice(0, end));
}
