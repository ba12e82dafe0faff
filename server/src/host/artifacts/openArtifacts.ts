// The artifacts of one target folder: loaded, watched, each kept as long as there is no better one.
// Deliberately absent: other environments, and how a file is read.

import path from 'node:path';
import { emptyHistory } from '../../core/artifacts/runHistory.ts';
import type { ArtifactFile, ArtifactState } from '../../core/artifacts/state.ts';
import type { ArtifactName } from '../../core/artifacts/types.ts';
import { prepare } from '../../core/semantics/prepare.ts';
import { type ArtifactSlot, artifactSlot, type SlotRead } from './artifactSlot.ts';
import {
  type Loaded,
  loadCatalog,
  loadFreshness,
  loadManifest,
  loadRuns,
  loadSemanticManifest,
} from './loadArtifacts.ts';
import { inSlices } from './slices.ts';
import { watchArtifacts } from './watchArtifacts.ts';

/** What to open. */
export interface ArtifactOptions {
  /** Where dbt writes its artifacts; it needn't exist yet. */
  readonly targetFolder: string;
  /** Where the run history is kept, outside of the project. */
  readonly cacheFolder: string;
  /** Look at intervals instead of waiting for the system to tell. */
  readonly polling: boolean;
  /** Whether to follow changes; without it the files are read once. */
  readonly watch: boolean;
  /** The project's folder: paths for people are relative to it where they can be. */
  readonly projectFolder?: string;
  /** Called after every change with the new state. */
  onChange(state: ArtifactState): void;
  log(message: string): void;
}

/** Artifacts that are open. */
export interface OpenArtifacts {
  /** The state at this moment, an immutable value. */
  readonly current: ArtifactState;
  /** Settled when every file has been read or found missing or broken; never rejects. */
  readonly loaded: Promise<void>;
  close(): Promise<void>;
}

/** The state before anything is read. */
export const noArtifacts: ArtifactState = {
  manifest: undefined,
  catalog: undefined,
  runs: emptyHistory,
  freshness: undefined,
  semanticManifest: undefined,
  files: {},
  problems: [],
};

/** The name of a project's own target folder among environments. */
const environment = 'target';

const names: readonly ArtifactName[] = ['manifest', 'run_results', 'sources', 'catalog', 'semantic_manifest'];

/** See {@link OpenArtifacts}. */
export function openArtifacts(options: ArtifactOptions): OpenArtifacts {
  const { targetFolder, log } = options;
  let state = noArtifacts;
  let closed = false;
  let historyRead = false;

  const set = (change: Partial<ArtifactState>): void => {
    if (closed) return;
    state = { ...state, ...change };
    options.onChange(state);
  };
  const fileOf = (name: ArtifactName): string => path.join(targetFolder, `${name}.json`);
  /** Takes a value into the state; the slot's own change follows and is told at once with it. */
  const take = <Value>(loaded: Loaded<Value>, change: (value: Value) => Partial<ArtifactState>): SlotRead => {
    if (loaded.status !== 'read') return loaded;
    const { stamp, value, problems } = loaded;
    if (value !== undefined && !closed) state = { ...state, ...change(value) };
    return { status: 'read', stamp, useful: value !== undefined, problems };
  };

  const read: Readonly<Record<ArtifactName, () => Promise<SlotRead>>> = {
    async manifest() {
      const loaded = await loadManifest(fileOf('manifest'), state.manifest, () =>
        slots.get('manifest')?.reread(),
      );
      if (loaded.status === 'read' && loaded.value) await inSlices(prepare(loaded.value));
      return take(loaded, (manifest) => ({ manifest }));
    },
    async catalog() {
      return take(await loadCatalog(fileOf('catalog'), state.catalog), (catalog) => ({ catalog }));
    },
    async run_results() {
      const kept = { file: path.join(options.cacheFolder, 'runs.json'), environment, all: !historyRead };
      const { loaded, runs } = await loadRuns(fileOf('run_results'), kept, state.runs, log);
      historyRead = true;
      if (loaded.status !== 'read' && runs !== state.runs) set({ runs });
      return take(loaded, () => ({ runs }));
    },
    async sources() {
      return take(await loadFreshness(fileOf('sources')), (freshness) => ({ freshness }));
    },
    async semantic_manifest() {
      return take(await loadSemanticManifest(fileOf('semantic_manifest')), (semanticManifest) => ({
        semanticManifest,
      }));
    },
  };

  const slots = new Map<ArtifactName, ArtifactSlot>();
  const onSlotChange = (): void => {
    const files: Partial<Record<ArtifactName, ArtifactFile>> = {};
    for (const [name, { stamp }] of slots) {
      if (!stamp) continue;
      const known = state.files[name];
      const { modifiedAt } = stamp;
      const file = { environment, path: forPeople(fileOf(name), options), modifiedAt };
      files[name] = known?.modifiedAt === modifiedAt ? known : file;
    }
    const problems = [...slots.values()].flatMap((slot) => slot.problems);
    set({ files, problems });
  };
  for (const name of names) {
    slots.set(name, artifactSlot({ name, file: fileOf(name), read: read[name], onChange: onSlotChange }));
  }
  const checkAll = async (): Promise<void> => {
    await Promise.all([...slots.values()].map((slot) => slot.check()));
  };

  const watch = options.watch
    ? watchArtifacts({
        targetFolder,
        files: names.map(fileOf),
        polling: options.polling,
        onChange: () => void checkAll(),
        log,
      })
    : undefined;

  return {
    get current() {
      return state;
    },
    loaded: checkAll(),
    async close() {
      closed = true;
      for (const slot of slots.values()) slot.close();
      await watch?.close();
    },
  };
}

function forPeople(file: string, { projectFolder, targetFolder }: ArtifactOptions): string {
  const from = projectFolder ?? path.dirname(targetFolder);
  const relative = path.relative(from, file);
  const outside = relative.startsWith('..') || path.isAbsolute(relative);
  return (outside ? file : relative).replaceAll(path.sep, '/');
}
