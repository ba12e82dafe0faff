// What a command needs of the terminal, handed in so that tests can read what it says.

import { type ParseArgsConfig, parseArgs } from 'node:util';
import type { Environment } from '../host/folders.ts';

export interface Terminal {
  out(text: string): void;
  error(text: string): void;
  readonly environment: Environment;
  readonly workingFolder: string;
  /** The program's file. */
  readonly entry: string | undefined;
  /** Milliseconds since 1970. */
  now(): number;
  /** Milliseconds since some moment, for durations. */
  clock(): number;
  /** What `out` writes to, where that is a screen. */
  readonly screen?: { readonly columns: number };
  /** Puts a line on the screen that the next one takes the place of; absent where `error` writes to no screen. */
  progress?(line: string): void;
}

/** The command was not used as it is meant to be; the message says how. Exit code 2. */
export class WrongUse extends Error {}

/** `parseArgs`, strict, with its errors as wrong use. */
export function parse<const Config extends ParseArgsConfig>(
  config: Config,
): ReturnType<typeof parseArgs<Config>> {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new WrongUse(error instanceof Error ? error.message : String(error));
  }
}
