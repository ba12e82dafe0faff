// Checks what a client asks a graph with: it may be anything. Deliberately absent: what it means.

import type { LineageGraphParams } from '../lineageProtocol.ts';
import { checkPosition, checkStrings, invalid } from './guard.ts';

type Unsure = Readonly<Record<string, unknown>> | null | undefined;

/** Items of a list, and nodes or steps that are asked for, at most. */
const mostItems = 2000;
const mostSteps = 10_000;

/** Throws InvalidParams unless the parameters are what LineageGraphParams says. */
export function checkGraphParams(params: unknown): asserts params is LineageGraphParams {
  const { focus, view } = record(params, 'params');
  checkFocus(record(focus, 'focus'));
  checkView(record(view, 'view'));
}

function checkFocus(focus: NonNullable<Unsure>): void {
  switch (focus['kind']) {
    case 'cursor':
      checkStrings(focus, ['uri']);
      if (typeof focus['columns'] !== 'boolean') throw invalid('focus.columns is missing.');
      if (focus['position'] !== undefined)
        checkPosition({ textDocument: { uri: focus['uri'] }, position: focus['position'] });
      return;
    case 'node':
      checkStrings(focus, focus['column'] === undefined ? ['folder', 'node'] : ['folder', 'node', 'column']);
      return;
    default:
      throw invalid('focus.kind is not known.');
  }
}

function checkView(view: NonNullable<Unsure>): void {
  checkSteps(view['upstream'], 'view.upstream');
  checkSteps(view['downstream'], 'view.downstream');
  for (const item of list(view['expanded'], 'view.expanded')) {
    const { direction, steps } = record(item, 'view.expanded');
    checkStrings(item, ['node']);
    if (direction !== 'upstream' && direction !== 'downstream') throw invalid('direction is not known.');
    checkSteps(steps, 'steps');
  }
  for (const item of list(view['unfolded'], 'view.unfolded')) {
    checkStrings(item, ['fold']);
    checkCount(record(item, 'view.unfolded')['shown'], 'shown', mostSteps);
  }
  checkTexts(view['opened'], 'view.opened');
  if (view['column'] !== undefined) checkStrings(record(view['column'], 'view.column'), ['node', 'column']);
  if (view['path'] !== undefined) checkStrings(record(view['path'], 'view.path'), ['from', 'to']);
  const filter = record(view['filter'], 'view.filter');
  for (const name of ['kinds', 'tags', 'packages', 'folders', 'owners'])
    checkTexts(filter[name], `view.filter.${name}`);
  if (typeof filter['attention'] !== 'boolean') throw invalid('view.filter.attention is missing.');
  if (!foldings.has(view['foldBy'])) throw invalid('view.foldBy is not known.');
}

const foldings: ReadonlySet<unknown> = new Set(['folder', 'kind', 'tag', 'package']);

function checkSteps(steps: unknown, name: string): void {
  if (steps !== 'all') checkCount(steps, name, mostSteps);
}

function checkCount(value: unknown, name: string, most: number): void {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > most)
    throw invalid(`${name} needs a number from 0 to ${most}.`);
}

function checkTexts(value: unknown, name: string): void {
  if (list(value, name).some((item) => typeof item !== 'string'))
    throw invalid(`${name} needs a list of texts.`);
}

function list(value: unknown, name: string): readonly unknown[] {
  if (!Array.isArray(value) || value.length > mostItems) throw invalid(`${name} needs a list.`);
  return value;
}

function record(value: unknown, name: string): NonNullable<Unsure> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw invalid(`${name} is missing.`);
  return value as NonNullable<Unsure>;
}
