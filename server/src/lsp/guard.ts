// Every request and notification runs in here: a cancelled request is answered as such, malformed parameters are told to the
// client, and any other error is logged with the request's name and answered with null. Nothing takes the server down.

import {
  type CancellationToken,
  ErrorCodes,
  LSPErrorCodes,
  type Position,
  ResponseError,
} from 'vscode-languageserver/node';

export type Log = (message: string) => void;

/** Runs a request's handler. */
export async function guard<Result>(
  method: string,
  token: CancellationToken,
  log: Log,
  run: () => Result | Promise<Result>,
): Promise<Result | null> {
  try {
    const result = await run();
    checkCancelled(token);
    return result;
  } catch (error) {
    if (error instanceof ResponseError) throw error;
    log(`${method}: ${describe(error)}`);
    return null;
  }
}

/** Runs a notification's handler. */
export async function guardNotification(
  method: string,
  log: Log,
  run: () => void | Promise<void>,
): Promise<void> {
  try {
    await run();
  } catch (error) {
    log(`${method}: ${describe(error)}`);
  }
}

export function checkCancelled(token: CancellationToken): void {
  if (token.isCancellationRequested) throw cancellation();
}

/** Settles as `work` does, or throws RequestCancelled as soon as the request is cancelled. */
export async function orCancelled<Value>(work: Promise<Value>, token: CancellationToken): Promise<Value> {
  checkCancelled(token);
  let stop = () => {};
  const cancelled = new Promise<never>((_, reject) => {
    const listening = token.onCancellationRequested(() => reject(cancellation()));
    stop = () => listening.dispose();
  });
  try {
    return await Promise.race([work, cancelled]);
  } finally {
    stop();
  }
}

function cancellation(): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'The request was cancelled.');
}

/** `textDocument.uri` and, where asked for, `position` of a request; throws InvalidParams where they are missing. */
export function checkDocument(params: unknown): asserts params is { textDocument: { uri: string } } {
  const uri = (params as { textDocument?: { uri?: unknown } } | null)?.textDocument?.uri;
  if (typeof uri !== 'string') throw invalid('textDocument.uri is missing.');
}

export function checkPosition(
  params: unknown,
): asserts params is { textDocument: { uri: string }; position: Position } {
  checkDocument(params);
  const { position } = params as { position?: Partial<Position> | null };
  if (!isCount(position?.line) || !isCount(position.character))
    throw invalid('position needs a line and a character.');
}

/** Throws InvalidParams unless every named parameter is a string. */
export function checkStrings(params: unknown, names: readonly string[]): void {
  for (const name of names) {
    if (typeof (params as Readonly<Record<string, unknown>> | null)?.[name] !== 'string')
      throw invalid(`${name} is missing.`);
  }
}

export function invalid(message: string): ResponseError<void> {
  return new ResponseError(ErrorCodes.InvalidParams, message);
}

export function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && Number.isInteger(value);
}
