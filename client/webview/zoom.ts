// How the graph is moved and scaled: by wheel, drag, pinch and keys. The one file that knows d3. Deliberately absent: what is in the graph.

import { select } from 'd3-selection';
import { type D3ZoomEvent, type ZoomTransform, zoom, zoomIdentity, zoomTransform } from 'd3-zoom';

/** A point p of the layer is drawn at `k * p + (x, y)`. */
export interface Transform {
  readonly x: number;
  readonly y: number;
  readonly k: number;
}

export const leastZoom = 0.1;
export const mostZoom = 2;

export interface Zoom {
  current(): Transform;
  set(to: Transform): void;
  /** About the middle of the view. */
  scaleBy(factor: number): void;
  moveBy(dx: number, dy: number): void;
  stop(): void;
}

/** `moved` runs with every change, by whomever; `byHand` where the user made it. */
export function attachZoom(view: HTMLElement, moved: (to: Transform, byHand: boolean) => void): Zoom {
  const selection = select(view);
  const behaviour = zoom<HTMLElement, unknown>()
    .scaleExtent([leastZoom, mostZoom])
    .filter((event: Event) => startsGesture(event))
    .on('zoom', ({ transform, sourceEvent }: D3ZoomEvent<HTMLElement, unknown>) =>
      moved(transform, sourceEvent !== null && sourceEvent !== undefined),
    );
  selection.call(behaviour).on('dblclick.zoom', null);
  const pan = (event: WheelEvent) => {
    if (event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    const [dx, dy] = event.shiftKey ? [event.deltaY || event.deltaX, 0] : [event.deltaX, event.deltaY];
    const { k } = zoomTransform(view);
    behaviour.translateBy(selection, (-dx * unit) / k, (-dy * unit) / k);
    moved(zoomTransform(view), true);
  };
  view.addEventListener('wheel', pan, { passive: false });
  return {
    current: () => zoomTransform(view),
    set: ({ x, y, k }) => behaviour.transform(selection, toD3(x, y, k)),
    scaleBy: (factor) => behaviour.scaleBy(selection, factor),
    moveBy: (dx, dy) => {
      const { k } = zoomTransform(view);
      behaviour.translateBy(selection, dx / k, dy / k);
    },
    stop() {
      view.removeEventListener('wheel', pan);
      selection.on('.zoom', null);
    },
  };
}

function toD3(x: number, y: number, k: number): ZoomTransform {
  return zoomIdentity.translate(x, y).scale(k);
}

/** A wheel alone pans, and scales with Ctrl or Cmd, as a pinch is told; a drag begins on the background. */
function startsGesture(event: Event): boolean {
  if (event instanceof WheelEvent) return event.ctrlKey || event.metaKey;
  if (event instanceof MouseEvent && event.button > 1) return false;
  return !(event.target instanceof Element && event.target.closest('button, a, input, .box'));
}
