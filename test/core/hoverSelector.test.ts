// Hover on the selectors of dbtplyr: which columns they pick.

import { test } from 'node:test';
import { checkHover } from '../harness/checkHover.ts';
import { manifestOf } from '../harness/manifest.ts';

const manifest = manifestOf({ 'model.shop.trips': {}, 'macro.dbtplyr.starts_with': { macro_sql: '' } });
const trips =
  "//- models/trips.sql\nselect 1 as n_boats, 2 as n_seats, 'x' as nm_ferry\n//- models/model.sql\n";

test('on the text that it selects by, and on its name', () => {
  checkHover(
    `${trips}{{ dbtplyr.starts_with('n/*|*/_', ref('trips')) }}`,
    `['n_'] dbtplyr.starts_with · macro
    Picks 2 of 3  n_boats, n_seats`,
    { manifest },
  );
  checkHover(
    `${trips}{% set x = dbtplyr.starts_with('x', ref('trips')) %}{{ dbtplyr.ends_with('y/*|*/', x) }}`,
    `['y'] dbtplyr.ends_with · macro
    Picks 0 of 0  no column`,
    { manifest },
  );
  checkHover(
    `${trips}{{ dbtplyr.starts_with('n/*|*/_', ref('nowhere')) }}`,
    `['n_'] dbtplyr.starts_with · macro
    Picks  columns that aren’t known`,
    { manifest },
  );
  checkHover(
    `${trips}{{ dbtplyr.starts_/*|*/with('n_', ref('trips')) }}`,
    `[starts_with] starts_with · macro · package dbtplyr
    starts_with()
    Picks 2 of 3  n_boats, n_seats`,
    { manifest },
  );
});
