// What part of the graph is on the screen: moved by gestures, keys and answers. The layer is moved without drawing the page anew.
// Deliberately absent: where to move to (canvas/views.ts), gestures (zoom.ts).

import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import {
  around,
  begun,
  centred,
  contains,
  nearOf,
  revealing,
  seenBox,
  sightOf,
  transformOf,
  whole,
} from './canvas/views.ts';
import { columnHeight, columnMiddle, type Size } from './geometry.ts';
import type { Transform } from './layout/fit.ts';
import type { Box } from './layout/layout.ts';
import type { Sight } from './saved.ts';
import type { Selection } from './state.ts';
import type { Drawn } from './useLayout.ts';
import { listenToGestures, scaledAbout } from './zoom.ts';

/** Under it names are drawn larger, and alone. */
const farZoom = 0.55;
/** Under it boxes are drawn, and nothing in them. */
const bareZoom = 0.25;
/** What is drawn is at first twice as wide as what is seen. */
const muchLarger = 4;

export interface SightControls {
  fit(): void;
  scaleBy(factor: number): void;
  /** The least move after which the box is seen. */
  reveal(selection: Selection): void;
  /** Puts a point of the graph in the middle. */
  centreOn(x: number, y: number): void;
  /** What is on the screen, in the graph's own pixels. */
  seen(): Box;
  /** Where the focus lies now, to be kept. */
  sight(): Sight | undefined;
  /** Is told of every move. Returns how to stop. */
  listen(moved: () => void): () => void;
}

export interface SightParts {
  readonly controls: SightControls;
  /** Nothing outside it needs to be drawn. */
  readonly region: Box;
  /** Boxes are too small to be read. */
  readonly bare: boolean;
  readonly setView: (view: HTMLDivElement | null) => void;
  readonly setLayer: (layer: HTMLDivElement | null) => void;
}

export function useSight(
  drawn: Drawn | undefined,
  size: Size,
  selection: Selection | undefined,
  begin: Sight | undefined,
): SightParts {
  const [view, setView] = useState<HTMLDivElement | null>(null);
  const [region, setRegion] = useState<Box>({ x: 0, y: 0, width: 0, height: 0 });
  const [bare, setBare] = useState(false);
  const now = useRef({ drawn, size, region });
  now.current = { ...now.current, drawn, size };
  const mover = useMemo(() => {
    let transform: Transform = { x: 0, y: 0, k: 1 };
    let layer: HTMLDivElement | null = null;
    const listeners = new Set<() => void>();
    /** What was to be seen before it was drawn. */
    let awaited: Selection | undefined;
    let isBegun = false;
    const draw = (seen: Box) => {
      now.current.region = isBegun ? around(seen) : seen;
      setRegion(now.current.region);
    };
    const apply = (glides: boolean) => {
      const { x, y, k } = transform;
      if (layer) {
        layer.classList.toggle('gliding', glides);
        layer.classList.toggle('far', k < farZoom);
        layer.style.transform = `translate(${x}px, ${y}px) scale(${k})`;
      }
      setBare(k < bareZoom);
      const seen = seenBox(transform, now.current.size);
      const { region } = now.current;
      if (!contains(region, seen) || region.width > muchLarger * seen.width) {
        draw(seen);
      }
      for (const listener of listeners) listener();
    };
    const move = (to: Transform, glides = false) => {
      transform = to;
      apply(glides);
    };
    /** What is seen is drawn first, and what is around it when that is on the screen. */
    const drawAround = () => {
      if (isBegun) return;
      // The second frame begins when the first is on the screen.
      const afterFrame = (run: () => void) => requestAnimationFrame(() => requestAnimationFrame(run));
      afterFrame(() =>
        setTimeout(() => {
          isBegun = true;
          draw(seenBox(transform, now.current.size));
        }),
      );
    };
    const setLayer = (to: HTMLDivElement | null) => {
      layer = to;
      if (to) apply(false);
    };
    const focusBox = () => {
      const shown = now.current.drawn;
      return shown?.layout.boxes.get(shown.graph.focus.node);
    };
    const controls: SightControls = {
      fit() {
        const shown = now.current.drawn;
        if (shown) move(whole(shown.layout.bounds, now.current.size), true);
      },
      scaleBy(factor) {
        const { width, height } = now.current.size;
        move(scaledAbout(transform, { x: width / 2, y: height / 2 }, factor), true);
      },
      reveal(selection) {
        const shown = now.current.drawn;
        const own = shown && boxOf(shown, selection);
        awaited = own ? undefined : selection;
        const box = own ?? shown?.layout.boxes.get(selection.id);
        if (box) move(revealing(transform, box, now.current.size), true);
      },
      centreOn: (x, y) => move(centred(x, y, transform.k, now.current.size)),
      seen: () => seenBox(transform, now.current.size),
      sight() {
        const box = focusBox();
        return box && sightOf(transform, box);
      },
      listen(moved) {
        listeners.add(moved);
        return () => listeners.delete(moved);
      },
    };
    const revealAwaited = () => {
      if (awaited) controls.reveal(awaited);
      awaited = undefined;
    };
    return { move, drawAround, setLayer, focusBox, revealAwaited, controls, current: () => transform };
  }, []);
  useEffect(() => (view ? listenToGestures(view, mover.current, mover.move) : undefined), [view]);
  // Where there is more room, more is drawn; where there is less, beside what opens, what is selected is still seen.
  const room = useRef(size);
  useLayoutEffect(() => {
    const before = seenBox(mover.current(), room.current);
    room.current = size;
    mover.move(mover.current());
    const kept = selection ?? (drawn && { id: drawn.graph.focus.node });
    const box = kept && drawn && boxOf(drawn, kept);
    if (box && contains(before, box)) mover.controls.reveal(kept);
  }, [size.width, size.height]);
  const before = useRef<{ readonly focus: string; readonly mode: string }>(undefined);
  useLayoutEffect(() => {
    const box = mover.focusBox();
    if (!view || !drawn || !box) return;
    const { graph, layout } = drawn;
    const last = before.current;
    before.current = { focus: graph.focus.node, mode: layout.mode };
    if (last?.focus === graph.focus.node && last.mode === layout.mode) return;
    if (last && contains(mover.controls.seen(), layout.bounds)) return;
    const kept = last || begin === undefined ? undefined : transformOf(begin, box);
    const isSeen = kept !== undefined && contains(seenBox(kept, size), box);
    mover.move(
      isSeen ? kept : begun(layout, box, nearOf(layout, graph.edges, graph.focus.node), size),
      last !== undefined,
    );
    mover.drawAround();
  }, [view, drawn]);
  useLayoutEffect(mover.revealAwaited, [drawn]);
  return { controls: mover.controls, region, bare, setView, setLayer: mover.setLayer };
}

/** Of a column, its line; undefined where it isn't drawn. */
function boxOf({ layout, items }: Drawn, { id, column }: Selection): Box | undefined {
  const box = layout.boxes.get(id);
  const item = items.get(id);
  if (!box || item?.kind !== 'node' || column === undefined) return box;
  const middle = columnMiddle(item.node, column, item.all);
  return middle === undefined
    ? undefined
    : { ...box, y: box.y + middle - columnHeight / 2, height: columnHeight };
}
