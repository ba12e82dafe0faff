// What artifacts and files say of a node's columns, read by a computation. Deliberately absent: its SQL.

import type { CatalogColumn, DeclaredColumn, ResourceType } from '../../artifacts/types.ts';
import type { Reader } from '../../derived.ts';
import { memo } from '../../memo.ts';
import { sha256 } from '../../sha256.ts';
import type { SourceText } from '../../text.ts';
import { extensionOf, nodeOfFile } from '../modelFiles.ts';
import { digest } from './digest.ts';
import { fileOf, type NodeId } from './nodeId.ts';
import { askEntry } from './nodeText.ts';

/** See the head of this file. */
export interface NodeFacts {
  readonly id: NodeId;
  readonly adapterType: string | undefined;
  readonly resourceType: ResourceType | undefined;
  /** The text of its file; undefined where it has none here. */
  readonly source: SourceText | undefined;
  readonly python: boolean;
  readonly declared: readonly DeclaredColumn[];
  readonly contractEnforced: boolean;
  /** What dbt merged of its configuration, as JSON; only of seeds and snapshots. */
  readonly config: Readonly<Record<string, unknown>>;
  /** As the warehouse had it; undefined where the catalog has no such relation, or none of its columns. */
  readonly catalog: readonly CatalogColumn[] | undefined;
  /** Whether the node is still what the catalog's relation was built from, as far as its own text goes. */
  readonly asBuilt: boolean;
}

/** See the head of this file. As dbt parsed it, whatever its file says by now, where `asParsed`. */
export function askNodeFacts(reader: Reader, id: NodeId, asParsed = false): NodeFacts {
  const entry = askEntry(reader, id);
  const path = reader.ask(`file ${id}`, (project) => fileOf(project, id));
  const extension = path === undefined ? '' : extensionOf(path);
  const source =
    !asParsed && path !== undefined && /^(?:sql|py|csv)$/.test(extension) ? reader.text(path) : undefined;
  // The entry is another object when any of this is another.
  const detail = entry
    ? reader.ask(
        `details of ${id}`,
        ({ artifacts: { manifest } }) => {
          const found = manifest?.detail(entry);
          const hasConfig = entry.resourceType === 'seed' || entry.resourceType === 'snapshot';
          return (
            found && {
              declared: found.columns,
              contractEnforced: found.contractEnforced,
              checksum: found.checksum,
              config: hasConfig ? found.config : {},
              python: found.language === 'python',
            }
          );
        },
        () => true,
      )
    : undefined;
  const catalog = entry
    ? reader.ask(`catalog ${id}`, ({ artifacts }) => artifacts.catalog?.relation(id)?.columns, digest)
    : undefined;
  const resourceType =
    entry?.resourceType ??
    (path === undefined
      ? undefined
      : reader.ask(`type ${path}`, (project) => nodeOfFile(project, path)?.resourceType));
  return {
    id,
    adapterType: reader.ask('adapter', ({ artifacts }) => artifacts.manifest?.metadata.adapterType),
    resourceType,
    source,
    python: detail?.python === true || extension === 'py',
    declared: detail?.declared ?? [],
    contractEnforced: detail?.contractEnforced ?? false,
    config: detail?.config ?? {},
    catalog: catalog && catalog.length > 0 ? catalog : undefined,
    // What has no text here is what dbt knows.
    asBuilt: !source || (detail?.checksum !== undefined && isAsParsed(source, detail.checksum)),
  };
}

/** Whether a text is the one that dbt wrote a checksum of. */
export function isAsParsed(source: SourceText, checksum: string): boolean {
  return checksums(source).includes(checksum);
}

/** The digests that dbt may have written of a text: of the stripped text, for seeds of the whole. */
const checksums = memo((source: SourceText): readonly string[] => [
  sha256(source.text.trim()),
  sha256(source.text),
]);
