// In place of the graph: why there is none, and what to do.

import type { LineageNothing } from '../../../server/src/lineageProtocol.ts';
import { Icon } from '../icon.tsx';

export function Nothing({ nothing }: { readonly nothing: LineageNothing }) {
  return (
    <div class="nothing" role="status">
      <Icon name="type-hierarchy" />
      <p>{nothing.message}</p>
    </div>
  );
}
