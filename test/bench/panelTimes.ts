// What the panel's bench measures inside the page: functions that are whole by themselves. Deliberately absent: how often, and of what.

/// <reference lib="dom" />

/** Milliseconds from posting a message. */
export interface Painted {
  /** Until boxes are on the screen. */
  readonly first: number;
  /** Until the page's last change because of it is. */
  readonly last: number;
}

/**
 * A change is painted at the second animation frame after it, when style, layout and paint of the first are over: up to two frames (33 ms) of
 * it are waiting for the screen.
 */
export function timeUntilPainted({
  message,
  selector,
}: {
  readonly message: unknown;
  readonly selector: string;
}): Promise<Painted> {
  const quiet = 400;
  return new Promise((done) => {
    let first: number | undefined;
    let end: ReturnType<typeof setTimeout> | undefined;
    const isOnScreen = (box: Element) => {
      const { width, right, left } = box.getBoundingClientRect();
      return width > 0 && right > 0 && left < innerWidth && getComputedStyle(box).visibility === 'visible';
    };
    const painted = () => {
      const time = performance.now() - start;
      if (first === undefined && [...document.querySelectorAll(selector)].some(isOnScreen)) first = time;
      clearTimeout(end);
      end = setTimeout(() => {
        observer.disconnect();
        done({ first: first ?? time, last: time });
      }, quiet);
    };
    const observer = new MutationObserver(() => {
      clearTimeout(end);
      requestAnimationFrame(() => requestAnimationFrame(painted));
    });
    observer.observe(document.body, { subtree: true, childList: true, attributes: true });
    const start = performance.now();
    window.postMessage(message);
  });
}

/** Begins to note when each frame begins. */
export function noteFrames(): void {
  const noting = window as unknown as { frames_: number[] | undefined };
  const frames: number[] = [];
  noting.frames_ = frames;
  const note = (at: number) => {
    if (noting.frames_ !== frames) return;
    frames.push(at);
    requestAnimationFrame(note);
  };
  requestAnimationFrame(note);
}

/** Milliseconds between the frames since then. */
export function framesNoted(): readonly number[] {
  const noting = window as unknown as { frames_: number[] | undefined };
  const frames = noting.frames_ ?? [];
  noting.frames_ = undefined;
  return frames.slice(1).map((at, index) => at - (frames[index] ?? at));
}

/** How many boxes are in the page, and where one of them is: it moves when the graph is panned. */
export function seenOf(selector: string): {
  readonly count: number;
  readonly x: number;
  readonly width: number;
} {
  const boxes = document.querySelectorAll(selector);
  const { x, width } = boxes[0]?.getBoundingClientRect() ?? { x: 0, width: 0 };
  return { count: boxes.length, x, width };
}
