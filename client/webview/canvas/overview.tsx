// The minimap, where it helps: in a view with room for it, while not all of the graph can be seen. It follows every move by itself, so that
// the rest isn't drawn again.

import { useEffect, useReducer } from 'preact/hooks';
import { Minimap } from '../chrome/minimap.tsx';
import type { Drawn } from '../useLayout.ts';
import type { SightControls } from '../useSight.ts';
import { contains } from './views.ts';

export function Overview({ drawn, sight }: { readonly drawn: Drawn; readonly sight: SightControls }) {
  const [, moved] = useReducer((count: number, _: undefined) => count + 1, 0);
  useEffect(() => sight.listen(() => moved(undefined)), [sight]);
  const view = sight.seen();
  if (contains(view, drawn.layout.bounds)) return null;
  return (
    <div class="overview">
      <Minimap graph={drawn.graph} layout={drawn.layout} view={view} onMove={sight.centreOn} />
    </div>
  );
}
