// The artifacts of one project at one moment, each the last good one, with where it came from and how old it is.

import type { RunHistory } from './runHistory.ts';
import type { SemanticManifest } from './semanticManifest.ts';
import type { ArtifactName, ArtifactProblem, Catalog, Manifest, SourceFreshness } from './types.ts';

/** Where facts come from: `target` is the project's own target folder, others are named by the user. */
export interface ArtifactFile {
  readonly environment: string;
  /** Path for people, relative to the project where it lies inside. */
  readonly path: string;
  /** When the file was last written, milliseconds since 1970. */
  readonly modifiedAt: number;
}

/** Immutable; every part keeps its identity while its meaning is equal. */
export interface ArtifactState {
  readonly manifest: Manifest | undefined;
  readonly catalog: Catalog | undefined;
  /** The newest results of every node, from this and earlier commands. */
  readonly runs: RunHistory;
  readonly freshness: SourceFreshness | undefined;
  readonly semanticManifest?: SemanticManifest | undefined;
  readonly files: Readonly<Partial<Record<ArtifactName, ArtifactFile>>>;
  readonly problems: readonly ArtifactProblem[];
}
