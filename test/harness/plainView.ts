// A view of the lineage graph as the panel opens with it: one step, no filter, nothing opened.

import type { LineageView } from '../../server/src/lineageProtocol.ts';

export const plainView: LineageView = {
  upstream: 1,
  downstream: 1,
  expanded: [],
  unfolded: [],
  opened: [],
  filter: { kinds: [], tags: [], packages: [], folders: [], owners: [], attention: false },
  foldBy: 'folder',
};
