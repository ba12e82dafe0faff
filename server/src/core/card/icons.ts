// The theme icons of cards and tree rows, by the kind of thing and by what a fact is about. Names are VS Code's codicons.

import type { CardKind, Sign } from './card.ts';

const kinds: Readonly<Record<CardKind, string>> = {
  model: 'table',
  seed: 'list-flat',
  snapshot: 'device-camera',
  source: 'database',
  analysis: 'search',
  exposure: 'dashboard',
  metric: 'graph',
  'semantic model': 'symbol-structure',
  'saved query': 'save',
  function: 'symbol-method',
  macro: 'symbol-function',
  test: 'beaker',
  'unit test': 'beaker',
  group: 'organization',
  doc: 'book',
  var: 'symbol-variable',
  env_var: 'terminal',
  column: 'symbol-field',
  CTE: 'symbol-namespace',
  unknown: 'question',
};

const signs: Readonly<Record<Sign, string>> = {
  owner: 'person',
  fresh: 'clock',
  late: 'watch',
  run: 'pass',
  failed: 'error',
  tests: 'beaker',
  impact: 'type-hierarchy-sub',
  lineage: 'type-hierarchy-super',
  columns: 'list-unordered',
  tags: 'tag',
  size: 'database',
  note: 'info',
  warning: 'warning',
  code: 'symbol-variable',
};

/** The icon of a kind of thing. */
export function iconOf(kind: CardKind): string {
  return kinds[kind];
}

/** The icon in front of a fact. */
export function signOf(sign: Sign): string {
  return signs[sign];
}
