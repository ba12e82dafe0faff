// How the graph is moved and scaled: by wheel, drag and pinch, within bounds. Deliberately absent: what is in the graph, and keys.

import type { Transform } from './layout/fit.ts';
import type { Point } from './layout/routes.ts';

export const leastZoom = 0.1;
const mostZoom = 2;
/** A drag begins after this many pixels: less is a click. */
const dragThreshold = 3;
/** The largest step of one turn of a wheel, as a power of two: a pinch is told in many small ones. */
const mostWheelPower = 0.3;

/** Scaled so that the point of the view stays over the same place. */
export function scaledAbout({ x, y, k }: Transform, at: Point, factor: number): Transform {
  const scaled = Math.min(mostZoom, Math.max(leastZoom, k * factor));
  const change = scaled / k;
  return { x: at.x - (at.x - x) * change, y: at.y - (at.y - y) * change, k: scaled };
}

/** Moved with two fingers that were there and are here. */
export function pinched(
  from: Transform,
  before: readonly [Point, Point],
  now: readonly [Point, Point],
): Transform {
  const scaled = scaledAbout(from, middle(before), distance(now) / Math.max(1, distance(before)));
  const [was, is] = [middle(before), middle(now)];
  return { ...scaled, x: scaled.x + is.x - was.x, y: scaled.y + is.y - was.y };
}

function middle([a, b]: readonly [Point, Point]): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

function distance([a, b]: readonly [Point, Point]): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

/** What a wheel does to the transform: it pans, with Shift to the side; with Ctrl or Cmd it scales, as a pinch on a touchpad is told. */
export function wheeled(from: Transform, at: Point, wheel: Wheel): Transform {
  const unit = wheel.deltaMode === 0 ? 1 : wheel.deltaMode === 1 ? 16 : 400;
  const [dx, dy] = [wheel.deltaX * unit, wheel.deltaY * unit];
  if (wheel.ctrlKey || wheel.metaKey) {
    const power = Math.min(mostWheelPower, Math.max(-mostWheelPower, -dy / 100));
    return scaledAbout(from, at, 2 ** power);
  }
  const sideways = wheel.shiftKey && dx === 0;
  return { ...from, x: from.x - (sideways ? dy : dx), y: from.y - (sideways ? 0 : dy) };
}

type Wheel = Pick<WheelEvent, 'deltaX' | 'deltaY' | 'deltaMode' | 'ctrlKey' | 'metaKey' | 'shiftKey'>;

/** Listens to the view's pointers and wheel. Returns how to stop. */
export function listenToGestures(
  view: HTMLElement,
  current: () => Transform,
  move: (to: Transform) => void,
): () => void {
  const fingers = new Map<number, Point>();
  let start: Point | undefined;
  let dragged = false;
  const pointOf = ({ clientX, clientY }: MouseEvent): Point => {
    const { left, top } = view.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  };
  const onWheel = (event: WheelEvent) => {
    event.preventDefault();
    move(wheeled(current(), pointOf(event), event));
  };
  const onDown = (event: PointerEvent) => {
    if (event.pointerType === 'mouse' && event.button !== 1 && (event.button !== 0 || onButton(event)))
      return;
    fingers.set(event.pointerId, pointOf(event));
    start = pointOf(event);
    dragged = false;
  };
  const onMove = (event: PointerEvent) => {
    const before = fingers.get(event.pointerId);
    if (before === undefined || start === undefined) return;
    // Let go outside of the view.
    if (event.buttons === 0) {
      fingers.delete(event.pointerId);
      return;
    }
    const now = pointOf(event);
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    if (other) move(pinched(current(), [before, other], [now, other]));
    else if (dragged || distance([start, now]) > dragThreshold) {
      // Only now: a captured pointer clicks nothing.
      if (!dragged) view.setPointerCapture(event.pointerId);
      dragged = true;
      const { x, y, k } = current();
      move({ x: x + now.x - before.x, y: y + now.y - before.y, k });
    } else return;
    fingers.set(event.pointerId, now);
  };
  const onUp = ({ pointerId }: PointerEvent) => fingers.delete(pointerId);
  const stopping = new AbortController();
  const { signal } = stopping;
  view.addEventListener('wheel', onWheel, { passive: false, signal });
  view.addEventListener('pointerdown', onDown, { signal });
  view.addEventListener('pointermove', onMove, { signal });
  view.addEventListener('pointerup', onUp, { signal });
  view.addEventListener('pointercancel', onUp, { signal });
  return () => stopping.abort();
}

function onButton({ target }: Event): boolean {
  return target instanceof Element && target.closest('button, a, input') !== null;
}
