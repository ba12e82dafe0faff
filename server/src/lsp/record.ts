// Records a session as JSON lines, one message each, to be replayed as a protocol test. The project's folder, the user's home
// and process ids are replaced, so that a recording tells nothing of the machine and plays anywhere.

import { closeSync, openSync, writeSync } from 'node:fs';
import { homedir } from 'node:os';
import type { InitializeParams, Message, MessageReader, MessageWriter } from 'vscode-languageserver/node';
import { pathToUri, uriToPath } from '../host/paths.ts';

/** One line of a recording. The first has `now` alone: the clock when it was made, milliseconds since 1970. */
export interface RecordedLine {
  readonly now?: number;
  readonly from?: 'client' | 'server';
  readonly message?: Message;
}

/** What stands for the URI and the path of the first workspace folder. */
export const folderUri = 'file:///PROJECT';
export const folderPath = '/PROJECT';

/** The same transport, with every message also written to `file`. */
export function recorded(
  transport: { readonly reader: MessageReader; readonly writer: MessageWriter },
  file: string,
  now: number,
): { readonly reader: MessageReader; readonly writer: MessageWriter } {
  const descriptor = openSync(file, 'w');
  let hide = (text: string): string => text;
  const write = (line: RecordedLine) => writeSync(descriptor, `${hide(JSON.stringify(line))}\n`);
  write({ now });
  const { reader, writer } = transport;
  return {
    reader: {
      onError: reader.onError,
      onClose: reader.onClose,
      onPartialMessage: reader.onPartialMessage,
      dispose: () => {
        reader.dispose();
        closeSync(descriptor);
      },
      listen: (callback) =>
        reader.listen((message) => {
          if (isInitialize(message)) hide = hiding(message.params);
          write({ from: 'client', message: anonymous(message) });
          callback(message);
        }),
    },
    writer: {
      onError: writer.onError,
      onClose: writer.onClose,
      dispose: () => writer.dispose(),
      end: () => writer.end(),
      write: async (message) => {
        write({ from: 'server', message });
        await writer.write(message);
      },
    },
  };
}

function isInitialize(message: Message): message is Message & { params: InitializeParams } {
  return 'method' in message && message.method === 'initialize' && 'params' in message;
}

function anonymous(message: Message): Message {
  return isInitialize(message)
    ? ({ ...message, params: { ...message.params, processId: null } } as Message)
    : message;
}

/** Longest first, so that a folder within another is replaced as a whole. */
function hiding(params: InitializeParams): (text: string) => string {
  const uri = params.workspaceFolders?.[0]?.uri ?? params.rootUri ?? undefined;
  const path = uri === undefined ? undefined : uriToPath(uri);
  const encoded = (each: string, shown: string): [string, string][] => [
    [each, shown],
    // As in the command links of a hover.
    [encodeURIComponent(each), encodeURIComponent(shown)],
  ];
  const pairs: readonly (readonly [string, string])[] = [
    ...(uri && path
      ? [
          ...encoded(uri, folderUri),
          ...encoded(pathToUri(path), folderUri),
          [inJson(path), folderPath] as const,
        ]
      : []),
    ...encoded(pathToUri(homedir()), 'file:///HOME'),
    [inJson(homedir()), '/HOME'],
  ];
  return (text) => pairs.reduce((rest, [found, shown]) => rest.replaceAll(found, shown), text);
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
