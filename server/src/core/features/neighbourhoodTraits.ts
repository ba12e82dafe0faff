// What nodes are filtered, counted and folded by: kind, tags, package, folder, owner. Read once for each node. Deliberately absent: how
// a node is doing (neighbourhoodNodes.ts).

import type { Entry, Manifest } from '../artifacts/types.ts';
import { kindOf } from '../card/entryWords.ts';
import { visibleLine } from '../card/visible.ts';
import { memo, memo2 } from '../memo.ts';
import type { Project } from '../project.ts';
import { nodeOfFile } from '../semantics/modelFiles.ts';
import type { NodeGraph } from '../semantics/nodeNeighbours.ts';
import { ownerWord } from '../semantics/nodeWords.ts';
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
  light(number: number): Pick<Traits, 'kind' | 'package' | 'folder'>;
  tags(number: number): readonly string[];
  owner(number: number): string | undefined;
  /** Tags and owner are at hand. */
  has(number: number): boolean;
}

/** See the head of this file. */
export function traitsOf(project: Project, graph: NodeGraph): TraitsOf {
  const { manifest, catalog } = project.artifacts;
  const ownerKeys = project.context.ownerKeys ?? project.settings.ownerKeys;
  const owners = manifest && ownersBy(manifest, ownerKeys);
  if (owners && owners.catalog !== catalog) {
    owners.catalog = catalog;
    owners.known = new Map();
  }
  return {
    light(number) {
      const entry = graph.entryAt(number);
      return entry ? lightOf(entry) : lightOfFile(project, graph.idOf(number));
    },
    tags(number) {
      const entry = graph.entryAt(number);
      return manifest && entry ? keptDetails(manifest, entry).tags : [];
    },
    owner(number) {
      const entry = graph.entryAt(number);
      if (!entry || !owners) return undefined;
      const known = owners.known.get(entry);
      if (known) return known.owner;
      const owner = ownerWord(project, entry);
      owners.known.set(entry, { owner });
      return owner;
    },
    has(number) {
      const entry = graph.entryAt(number);
      return !entry || (owners?.known.has(entry) ?? true);
    },
  };
}

interface KnownOwners {
  catalog: unknown;
  known: Map<Entry, { readonly owner: string | undefined }>;
}

const ownersBy = memo2(
  (_: Manifest, __: readonly string[]): KnownOwners => ({ catalog: undefined, known: new Map() }),
);

/** What is read of an entry's details once and kept: an entry is another object when any of this is another. */
export interface KeptDetails {
  readonly tags: readonly string[];
  readonly schema: string | undefined;
  /** ISO text as written. */
  readonly deprecationDate: string | undefined;
}

/** See {@link KeptDetails}. */
export function keptDetails(manifest: Manifest, entry: Entry): KeptDetails {
  const known = details(entry);
  if (!known.kept) {
    const detail = manifest.detail(entry);
    known.kept = {
      tags: [...new Set((detail?.tags ?? []).map(visibleLine))],
      schema: detail?.schema,
      deprecationDate: detail?.deprecationDate,
    };
  }
  return known.kept;
}

const details = memo((_: Entry): { kept: KeptDetails | undefined } => ({ kept: undefined }));

const lightOf = memo((entry: Entry) => ({
  kind: kindOf(entry) as string,
  package: visibleLine(entry.packageName),
  folder: folderOf(entry.originalFilePath),
}));

function lightOfFile(project: Project, id: string): Pick<Traits, 'kind' | 'package' | 'folder'> {
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
