// Replays a recorded session (see lsp/record.ts) against the server in this process: what the client said is said again, in the
// order of the recording, and what the server answers is compared with what it answered then.

import { readFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import {
  type Message,
  type MessageReader,
  type MessageWriter,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { pathToUri } from '../../server/src/host/paths.ts';
import { folderPath, folderUri, type RecordedLine, recorded } from '../../server/src/lsp/record.ts';
import { startServer } from '../../server/src/lsp/server.ts';

/** Answers by the request's number. Problems come when they are ready, so a recording doesn't fix when. */
export type Answers = ReadonlyMap<number | string, unknown>;

interface AnyMessage {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: unknown;
}

export interface ReplayOptions {
  /** The folder that stands for the recording's. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Records the replay here, with the clock of today. */
  readonly recordTo?: string;
}

/** What the recording has the server say, and what it says now. */
export async function replay(
  file: string,
  options: ReplayOptions,
): Promise<{ readonly expected: Answers; readonly actual: Answers }> {
  const lines = readRecording(file, options.folder);
  const now = options.recordTo ? Date.now() : (lines[0]?.now ?? 0);
  const said = lines.flatMap(({ from, message }) =>
    from && message ? [{ from, message: message as AnyMessage }] : [],
  );
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  const ends = { reader: new StreamMessageReader(toServer), writer: new StreamMessageWriter(toClient) };
  const transport: { reader: MessageReader; writer: MessageWriter } = options.recordTo
    ? recorded(ends, options.recordTo, now)
    : ends;
  const server = startServer({
    ...transport,
    environment: options.environment,
    version: 'test',
    diagnosticDelay: 0,
    progressDelay: 0,
    now: () => now,
    exit: () => {},
  });
  const writer = new StreamMessageWriter(toServer);
  const heard: AnyMessage[] = [];
  let wake = () => {};
  new StreamMessageReader(toClient).listen((message) => {
    const got = message as AnyMessage;
    heard.push(got);
    if (got.method !== undefined && got.id !== undefined) answerAs(said, got, writer);
    wake();
  });
  const until = async (done: () => boolean) => {
    while (!done()) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };

  const isAnswer = (message: AnyMessage) => message.method === undefined && message.id !== undefined;
  const answered = (id: number | string | undefined) =>
    heard.some((message) => isAnswer(message) && message.id === id);
  for (const { from, message } of said) {
    if (from === 'server' || message.method === undefined) continue;
    await writer.write({ jsonrpc: '2.0', ...message } as Message);
    // One after the other, whatever overlapped then: what is answered must not depend on how fast the server is.
    if (message.id !== undefined) await until(() => answered(message.id));
  }
  await server.close();
  return { expected: expectedOf(said), actual: answersIn(heard) };
}

/** The lines of a recording, with the folder in place. */
function readRecording(file: string, folder: string): readonly RecordedLine[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const uri = pathToUri(folder);
      const placed = line
        .replaceAll(folderUri, uri)
        .replaceAll(encodeURIComponent(folderUri), encodeURIComponent(uri))
        .replaceAll(`"${folderPath}`, `"${folder}`);
      return JSON.parse(placed) as RecordedLine;
    });
}

function expectedOf(said: readonly { from: string; message: AnyMessage }[]): Answers {
  return answersIn(said.flatMap(({ from, message }) => (from === 'server' ? [message] : [])));
}

function answersIn(messages: readonly AnyMessage[]): Answers {
  return new Map(
    messages.flatMap(({ id, method, result, error }) =>
      method === undefined && id !== undefined ? [[id, error ?? result] as const] : [],
    ),
  );
}

/** The server's own requests are answered as they were, by method. */
function answerAs(
  said: readonly { from: string; message: AnyMessage }[],
  { id, method }: AnyMessage,
  writer: MessageWriter,
): void {
  const asked = said.find(({ from, message }) => from === 'server' && message.method === method);
  const answer = said.find(
    ({ from, message }) =>
      from === 'client' && message.method === undefined && message.id === asked?.message.id,
  );
  const message = { jsonrpc: '2.0', id, result: answer?.message.result ?? null } as Message;
  writer.write(message).catch(() => undefined);
}
