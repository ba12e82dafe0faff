// What the main thread asks of the artifact worker and what it gets back. All of it can be posted between threads.
// Deliberately absent: behaviour.

import type { Bytes } from '../../core/artifacts/bytes.ts';
import type { PastResult } from '../../core/artifacts/runHistory.ts';
import type { ScanResult } from '../../core/artifacts/scan.ts';
import type { ScannedFile, ScanPage } from '../../core/artifacts/scanTables.ts';
import type { SemanticManifest } from '../../core/artifacts/semanticManifest.ts';
import type { ArtifactProblem, FreshnessResult } from '../../core/artifacts/types.ts';

/** A file to read. `file` is an absolute path. */
export type Job =
  | {
      readonly kind: 'manifest' | 'catalog';
      readonly file: string;
      /** The last good version of the file; its bytes are shared, not copied. */
      readonly earlier: ScannedFile | undefined;
    }
  | {
      readonly kind: 'run_results';
      readonly file: string;
      /** Where what earlier commands did is kept. */
      readonly historyFile: string;
      readonly environment: string;
      /** Whether the results of all nodes are wanted, rather than of those that changed. */
      readonly all: boolean;
    }
  | { readonly kind: 'sources' | 'semantic_manifest'; readonly file: string };

/** What tells one state of a file from another. */
export interface FileStamp {
  readonly size: number;
  readonly modifiedAt: number;
  readonly inode: number;
}

/** A part of what was read, posted while the rest is being read. */
export type Piece =
  | { readonly kind: 'page'; readonly page: ScanPage }
  | { readonly kind: 'runs'; readonly runs: readonly (readonly [string, readonly PastResult[]])[] };

/** What became of a job. */
export type Outcome =
  | { readonly status: 'missing' }
  /** It changed while it was read, or ends too early. */
  | { readonly status: 'torn' }
  /** It can't be read; a sentence that says why. */
  | { readonly status: 'unreadable'; readonly why: string }
  | { readonly status: 'read'; readonly stamp: FileStamp; readonly value: ReadValue };

/** What was read. */
export type ReadValue =
  | { readonly kind: 'scanned'; readonly bytes: Bytes; readonly scan: ScanResult }
  | {
      readonly kind: 'runs';
      readonly problems: readonly ArtifactProblem[];
      /** Why the history couldn't be kept. */
      readonly unkept: string | undefined;
    }
  | {
      readonly kind: 'freshness';
      readonly generatedAt: number | undefined;
      readonly results: readonly FreshnessResult[] | undefined;
      readonly problems: readonly ArtifactProblem[];
    }
  | {
      readonly kind: 'semantic';
      readonly semanticManifest: SemanticManifest | undefined;
      readonly problems: readonly ArtifactProblem[];
    };

/** To the worker. */
export interface Request {
  readonly id: number;
  readonly job: Job;
}

/** From the worker. */
export type Reply =
  | { readonly id: number; readonly piece: Piece }
  | { readonly id: number; readonly outcome: Outcome }
  | { readonly id: number; readonly error: string };
