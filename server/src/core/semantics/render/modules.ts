// `modules`: the parts of Python that templates may use. https://docs.getdbt.com/reference/dbt-jinja-functions/modules.
// Deliberately absent: time zones and the clock.

import { isKind, list, tuple } from '../../jinja/render/kinds.ts';
import { type ObjectValue, unknown, type Value } from '../../jinja/render/values.ts';
import { callable, unknownFunction } from './arguments.ts';
import { pythonDates } from './pythonDates.ts';
import { pythonPatterns } from './pythonPatterns.ts';

/** The object. */
export const modules: ObjectValue = {
  kind: 'object',
  type: 'modules',
  attribute(name) {
    switch (name) {
      case 're':
        return pythonPatterns;
      case 'datetime':
        return pythonDates;
      case 'itertools':
        return itertools;
      case 'pytz':
        return { kind: 'object', type: 'pytz', attribute: (each) => unknownFunction(each, 'a time zone') };
      default:
        return unknown(`the module \`${name}\``);
    }
  },
};

/** How many items a product may have. */
const most = 10_000;

const itertools: ObjectValue = {
  kind: 'object',
  type: 'itertools',
  attribute(name) {
    const lost = unknown(`what \`itertools.${name}\` gives`, true);
    return callable(name, ({ positional }, run) => {
      const lists = positional.map((value) => (isKind(value, 'list') ? value.items : undefined));
      const known = lists.filter((items) => items !== undefined);
      if (known.length < lists.length) return lost;
      run.charge(known.reduce((sum, items) => sum + items.length, 0));
      if (name === 'chain') return list(known.flat());
      if (name !== 'product') return lost;
      let rows: (readonly Value[])[] = [[]];
      for (const items of known) {
        if (rows.length * items.length > most) return lost;
        run.charge(rows.length * items.length);
        rows = rows.flatMap((row) => items.map((item) => [...row, item]));
      }
      return list(rows.map((row) => tuple(...row)));
    });
  },
};
