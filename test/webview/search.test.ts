// Search in the lineage panel: what is found by which words, and in which order.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { search } from '../../client/webview/chrome/search.ts';
import { columns, fold, graph, node } from './graphs.ts';

const ferries = graph(
  [
    node('bookings', columns('booking_id', 'amt_booking')),
    node('stg_bookings', { context: 'staging', owner: 'Harbour team' }),
    node('dim_routes'),
    node('routeRevenue'),
    node('prebookings'),
  ],
  { folds: [fold('marts/harbour', 12)] },
);
const found = (query: string): readonly string[] => search(ferries, query).map(({ label }) => label);

test('what begins with the word comes before a word that begins with it, then what has it inside; nodes before columns', () => {
  assert.deepEqual(found('book').slice(0, 3), ['bookings', 'stg_bookings', 'bookings.booking_id']);
  assert.equal(found('bookings').at(-1), 'prebookings');
});

test('words are found in any order, whatever their case, in name, folder, kind and owner', () => {
  assert.deepEqual(found('BOOK stg'), ['stg_bookings']);
  assert.deepEqual(found('routes dim'), ['dim_routes']);
  assert.deepEqual(found('stg harbour'), ['stg_bookings']);
  assert.deepEqual(found('revenue'), ['routeRevenue']);
});

test('a column is found by its name and by its node’s in front; a node’s name alone finds the node', () => {
  assert.deepEqual(found('amt'), ['bookings.amt_booking']);
  assert.deepEqual(found('bookings.amt'), ['bookings.amt_booking']);
  assert.ok(!found('bookings').includes('bookings.amt_booking'));
  assert.ok(found('booking').includes('bookings.amt_booking'));
});

test('folds are found, and nothing is found by nothing', () => {
  assert.deepEqual(search(ferries, 'marts/harb')[0]?.kind, 'fold');
  assert.deepEqual(found('  '), []);
  assert.deepEqual(found('nowhere'), []);
});

test('what matched is marked where it stands, also after letters that grow when they are made small', () => {
  assert.deepEqual(search(ferries, 'ings book')[0]?.marks, [[0, 8]]);
  const [hit] = search(graph([node('İİ_liman')]), 'liman');
  assert.deepEqual(hit?.marks, [[3, 8]]);
});

test('a long name of one letter is searched in no time', () => {
  const long = graph([node('a'.repeat(20_000))]);
  assert.equal(search(long, 'ab').length, 0);
  assert.equal(search(long, 'a').length, 1);
});
