// The elements of the tree: an item keeps its id while it stands where it stood, and no two share one.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  columnElements,
  columnsElement,
  rootElement,
  rowElement,
} from '../../client/src/views/lineageTreeElements.ts';
import { nodeOf } from '../../client/src/views/nodeArguments.ts';
import type { LineageColumn, LineageRow } from '../../server/src/protocol.ts';

const folder = 'file:///shop';
const row = (uniqueId: string): LineageRow => ({
  uniqueId,
  label: uniqueId,
  kind: 'model',
  icon: 'table',
  description: '',
  badge: undefined,
  state: 'unknown',
  expandable: true,
  mark: undefined,
  also: undefined,
  hasColumns: true,
  spoken: uniqueId,
});
const column = (name: string, direction?: 'upstream' | 'downstream'): LineageColumn => ({
  node: 'model.shop.a',
  column: name,
  label: name,
  icon: 'symbol-field',
  description: '',
  badge: undefined,
  state: 'unknown',
  direction,
  expandable: true,
  spoken: name,
});

test('a column below the root opens both ways, what is a step from it one way', () => {
  const columns = columnsElement(rootElement(folder, row('model.shop.a')));
  const [first] = columnElements(folder, columns, [column('id')]);
  assert.ok(first);
  assert.equal(first.direction, undefined);
  const steps = columnElements(folder, first, [column('id', 'upstream'), column('id', 'downstream')]);
  assert.deepEqual(
    steps.map(({ direction }) => direction),
    ['upstream', 'downstream'],
  );
});

test('below a section columns open its way', () => {
  const columns = columnsElement(rowElement(folder, 'upstream', ['model.shop.b'], row('model.shop.a')));
  assert.equal(columnElements(folder, columns, [column('id')])[0]?.direction, 'upstream');
});

test('ids are the same for the same place and never shared', () => {
  const make = () => {
    const root = columnsElement(rootElement(folder, row('model.shop.a')));
    const below = columnsElement(rowElement(folder, 'upstream', ['model.shop.b'], row('model.shop.a')));
    const again = [column('id'), column('id'), column('amt')];
    return [...columnElements(folder, root, again), ...columnElements(folder, below, again)].map(
      ({ id }) => id,
    );
  };
  assert.deepEqual(make(), make());
  assert.equal(new Set(make()).size, 6);
});

test('commands take a row of a node and of a column', () => {
  const [element] = columnElements(folder, columnsElement(rootElement(folder, row('model.shop.a'))), [
    column('id'),
  ]);
  assert.ok(element);
  assert.deepEqual(nodeOf([element]), { folder, node: 'model.shop.a', column: 'id' });
  assert.deepEqual(nodeOf([rootElement(folder, row('model.shop.a'))]), { folder, node: 'model.shop.a' });
});
