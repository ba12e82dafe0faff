// One client on the server in this process, and what the server bench has it do. Deliberately absent: what is good enough.

import { copyFile, stat } from 'node:fs/promises';
import { type LineageRoots, methods, type ProjectStatus } from '../../server/src/protocol.ts';
import { startClient, type TestClient } from '../harness/client.ts';
import { generatedAt } from './generateProject.ts';
import type { Target, TargetFile } from './targets.ts';

/** How long each answer was waited for, by kind, in milliseconds and in the order of asking. */
export class Samples {
  readonly #kinds = new Map<string, number[]>();

  get kinds(): readonly string[] {
    return [...this.#kinds.keys()];
  }

  /** Of one kind, or of all. */
  of(kind?: string): readonly number[] {
    return kind === undefined ? [...this.#kinds.values()].flat() : (this.#kinds.get(kind) ?? []);
  }

  async add<Result>(kind: string, run: () => Promise<Result>): Promise<Result> {
    const started = performance.now();
    const result = await run();
    const list = this.#kinds.get(kind) ?? [];
    this.#kinds.set(kind, list);
    list.push(performance.now() - started);
    return result;
  }

  /** Of the same asked again: for every answer the shorter wait, since other programs only ever add to it. */
  best(again: Samples): Samples {
    const best = new Samples();
    for (const [kind, values] of this.#kinds) {
      const others = again.of(kind);
      best.#kinds.set(
        kind,
        values.map((value, index) => Math.min(value, others[index] ?? value)),
      );
    }
    return best;
  }
}

/** See the head of this file. */
export interface BenchSession {
  /** Milliseconds until the first hover is there, for which the project is loaded. */
  firstHover(file: TargetFile): Promise<number>;
  /** Asks for every target of the files, each open while it is asked about. */
  ask(method: string, files: readonly TargetFile[]): Promise<Samples>;
  trees(files: readonly TargetFile[]): Promise<Samples>;
  /** Types a ref, key by key, and waits for the problems after each. */
  type(files: readonly TargetFile[]): Promise<Samples>;
  /** Hovers while another text is copied over the manifest, until the server has read it and some more. */
  hoverWhile(files: readonly TargetFile[], manifest: string, changed: string): Promise<Samples>;
  close(): Promise<void>;
}

/** Starts the server on a project; `cache` stands for the home of the user. */
export async function inProcess(folder: string, cache: string): Promise<BenchSession> {
  const client = await startClient({
    folder,
    now: generatedAt + 3_600_000,
    environment: { XDG_CACHE_HOME: cache, HOME: cache },
    initializationOptions: { status: true, commandLinks: true, themeIcons: true },
  });
  const textDocument = (file: string) => ({ uri: client.uri(file) });
  const point = async (method: string, file: string, { position }: Target): Promise<void> => {
    const answer = await client.request(method, { textDocument: textDocument(file), position });
    if (answer === null) throw new Error(`${method} has no answer in ${file}:${position.line}`);
  };
  const versions = new Map<string, number>();
  const open = async (file: string, text: string): Promise<void> => {
    const version = (versions.get(file) ?? 0) + 1;
    versions.set(file, version);
    await client.notify('textDocument/didOpen', {
      textDocument: { ...textDocument(file), languageId: 'sql', version, text },
    });
    await client.diagnostics(file, version);
  };
  const close = (file: string) =>
    client.notify('textDocument/didClose', { textDocument: textDocument(file) });

  return {
    async firstHover({ file, targets }) {
      const samples = new Samples();
      await samples.add('first', () => point('textDocument/hover', file, targets[0]!));
      return samples.of()[0] ?? 0;
    },
    async ask(method, files) {
      const samples = new Samples();
      for (const { file, text, targets } of files) {
        await open(file, text);
        for (const target of targets) await samples.add(target.kind, () => point(method, file, target));
        await close(file);
      }
      return samples;
    },
    async trees(files) {
      const samples = new Samples();
      for (const { file } of files) {
        const roots = await samples.add('roots', () =>
          client.request<LineageRoots>(methods.lineageRoots, textDocument(file)),
        );
        if (roots.kind !== 'node') continue;
        for (const row of roots.downstream.slice(0, 3)) {
          const path = [roots.root.uniqueId, row.uniqueId];
          const params = { folder: client.uri('.'), direction: 'downstream', path };
          await samples.add('children', () => client.request(methods.lineageChildren, params));
        }
      }
      return samples;
    },
    async type(files) {
      const samples = new Samples();
      for (const { file, text } of files) {
        if (!file.endsWith('.sql')) continue;
        await open(file, text);
        const lines = text.split('\n');
        const at = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
        const typed = "join {{ ref('model_1') }} using (id)";
        for (let index = 0; index < typed.length; index++) {
          const character = at.character + index;
          const start = { line: at.line, character };
          await samples.add('typing a ref', () => type(client, file, start, typed[index]!, versions));
        }
        await close(file);
      }
      return samples;
    },
    async hoverWhile(files, manifest, changed) {
      const samples = new Samples();
      const targets = files.flatMap(({ file, targets: inside }) =>
        inside.map((target) => ({ file, target })),
      );
      let left = Number.POSITIVE_INFINITY;
      // Where the project is read again while the file is still growing, that doesn't count.
      const read = copyFile(changed, manifest)
        .then(() => stat(manifest))
        .then(({ mtimeMs }) =>
          client.told<ProjectStatus>(methods.status, ({ artifacts }) =>
            artifacts.some(({ name, modifiedAt }) => name === 'manifest' && modifiedAt === mtimeMs),
          ),
        )
        .then(() => {
          left = 500;
        });
      for (let index = 0; left > 0; index++, left--) {
        const { file, target } = targets[(index * 7919) % targets.length]!;
        await samples.add('hover', () => point('textDocument/hover', file, target));
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
      await read;
      return samples;
    },
    close: () => client.close(),
  };
}

async function type(
  client: TestClient,
  file: string,
  start: { readonly line: number; readonly character: number },
  text: string,
  versions: Map<string, number>,
): Promise<void> {
  const version = (versions.get(file) ?? 0) + 1;
  versions.set(file, version);
  await client.notify('textDocument/didChange', {
    textDocument: { uri: client.uri(file), version },
    contentChanges: [{ range: { start, end: start }, text }],
  });
  await client.diagnostics(file, version);
}
