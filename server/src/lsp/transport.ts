// How a client reaches the server: standard streams, Node's channel between processes, or a socket the client listens on.

import {
  createServerSocketTransport,
  IPCMessageReader,
  IPCMessageWriter,
  type MessageReader,
  type MessageWriter,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';

export interface Transport {
  readonly reader: MessageReader;
  readonly writer: MessageWriter;
}

/** The transport that the arguments ask for; undefined when they ask for none. */
export function transportOf(args: readonly string[]): Transport | undefined {
  if (args.includes('--node-ipc'))
    return { reader: new IPCMessageReader(process), writer: new IPCMessageWriter(process) };
  const port = Number(argumentOf(args, '--socket') ?? Number.NaN);
  if (Number.isInteger(port)) {
    const [reader, writer] = createServerSocketTransport(port);
    return { reader, writer };
  }
  if (!args.includes('--stdio')) return undefined;
  // The protocol owns standard output: whatever else is printed goes to standard error.
  const { stdout } = process;
  const transport = {
    reader: new StreamMessageReader(process.stdin),
    writer: new StreamMessageWriter(stdout),
  };
  console.log = console.error;
  console.info = console.error;
  console.debug = console.error;
  return transport;
}

/** The value of `--name VALUE` or `--name=VALUE`. */
export function argumentOf(args: readonly string[], name: string): string | undefined {
  const index = args.indexOf(name);
  if (index !== -1) return args[index + 1];
  return args.find((arg) => arg.startsWith(`${name}=`))?.slice(name.length + 1);
}
