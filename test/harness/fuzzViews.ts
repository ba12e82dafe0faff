// A lineage graph that somebody may ask for: any focus, any view. Deliberately absent: sending it, and what is right.

import type {
  ColumnRef,
  FoldBy,
  LineageFilter,
  LineageFocus,
  LineageGraphParams,
  LineageView,
} from '../../server/src/lineageProtocol.ts';
import type { About, Position } from './fuzzRequests.ts';
import type { Random } from './random.ts';

const columns = ['id', 'ID', 'amount', 'not there', ''];
const steps = [0, 1, 2, 3, 7, 'all'] as const;
const foldings: readonly FoldBy[] = ['folder', 'kind', 'tag', 'package'];
const kinds = ['model', 'source', 'exposure', 'nothing'];

/** See the head of this file. */
export function randomGraph(random: Random, about: About, position: Position): LineageGraphParams {
  return { focus: randomFocus(random, about, position), view: randomView(random, about) };
}

function randomFocus(random: Random, { uri, folder, id }: About, position: Position): LineageFocus {
  if (random() < 0.5) return { kind: 'cursor', uri, position, columns: random() < 0.7 };
  const node = { kind: 'node', folder, node: id } as const;
  return random() < 0.5 ? node : { ...node, column: pick(random, columns) };
}

function randomView(random: Random, { id, otherId }: About): LineageView {
  const sometimes = <Item>(item: Item): Item[] => (random() < 0.3 ? [item] : []);
  const [column] = sometimes<ColumnRef>({ node: otherId, column: pick(random, columns) });
  const [path] = sometimes({ from: id, to: otherId });
  const filter: LineageFilter = {
    kinds: sometimes(pick(random, kinds)),
    tags: sometimes('nightly'),
    packages: [],
    folders: sometimes('models/marts'),
    owners: sometimes('finance'),
    attention: random() < 0.2,
  };
  return {
    upstream: pick(random, steps),
    downstream: pick(random, steps),
    expanded: sometimes({ node: otherId, direction: 'upstream', steps: pick(random, steps) }),
    unfolded: sometimes({ fold: 'fold:downstream:1:folder:models/marts', shown: 3 }),
    opened: [...sometimes(id), ...sometimes(otherId)],
    filter: random() < 0.5 ? filter : { ...filter, kinds: [], tags: [], folders: [], owners: [] },
    foldBy: pick(random, foldings),
    ...(column ? { column } : {}),
    ...(path ? { path } : {}),
  };
}

/** A column's name that nodes may have. */
export function randomColumn(random: Random): string {
  return pick(random, columns);
}

function pick<Item>(random: Random, items: readonly Item[]): Item {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}
