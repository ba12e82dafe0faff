// Functions that run in the panel's page: each is whole by itself, since only its text gets there. Deliberately absent: expectations.

/// <reference lib="dom" />

/** What VS Code sets in a webview for a theme. */
export interface Colours {
  readonly bodyClass: string;
  /** null: not set. */
  readonly variables: Readonly<Record<string, string | null>>;
}

/** What a webview has of VS Code: a way to post, a state that outlives the page, styles that every webview begins with. */
export function standInForVsCode(): void {
  const host = window as unknown as {
    acquireVsCodeApi: () => object;
    toHost: (message: unknown) => Promise<void>;
    tellFault: (fault: string) => Promise<void>;
  };
  host.acquireVsCodeApi = () => ({
    postMessage: (message: unknown) => void host.toHost(message),
    getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null') ?? undefined,
    setState: (state: unknown) => sessionStorage.setItem('state', JSON.stringify(state)),
  });
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile, lineNumber }) => {
    void host.tellFault(`policy: ${violatedDirective} ${blockedURI} ${sourceFile}:${lineNumber}`);
  });
  const style = new CSSStyleSheet();
  style.replaceSync('@layer vscode { body { margin: 0; padding: 0 20px; } }');
  document.adoptedStyleSheets = [style];
}

/** Colours and fonts of a theme. */
export function setColours({ bodyClass, variables }: Colours): void {
  const set = () => {
    const { documentElement, body } = document;
    for (const [name, value] of Object.entries(variables)) {
      if (value === null) documentElement.style.removeProperty(name);
      else documentElement.style.setProperty(name, value);
    }
    if (body) body.className = bodyClass;
  };
  if (document.documentElement && document.body) set();
  else document.addEventListener('DOMContentLoaded', set, { once: true });
}

/** What has the focus, in words, and what is wrong with that; undefined where nothing is. */
export function faultOfFocus(): string | undefined {
  const active = document.activeElement;
  if (!(active instanceof HTMLElement) || active === document.body) return 'nothing has the focus';
  const name = active.getAttribute('aria-label') ?? active.textContent ?? active.tagName;
  if (!active.matches(':focus-visible')) return `the focus of ${name} isn’t drawn`;
  const { outlineStyle, outlineWidth } = getComputedStyle(active);
  if (outlineStyle === 'none' || Number.parseFloat(outlineWidth) === 0) return `${name} has no outline`;
  const frame = (active.closest('.view') ?? document.documentElement).getBoundingClientRect();
  const { left, top, right, bottom } = active.getBoundingClientRect();
  const width = Math.min(right, frame.right) - Math.max(left, frame.left);
  const height = Math.min(bottom, frame.bottom) - Math.max(top, frame.top);
  if (width < Math.min(24, right - left) || height < Math.min(16, bottom - top))
    return `${name} is out of sight`;
  return undefined;
}

/** The graph's node or column that has the focus; else the label of what has it. */
export function focused(): string {
  const active = document.activeElement;
  if (!(active instanceof HTMLElement)) return '';
  const { id, column } = active.dataset;
  if (id !== undefined) return column === undefined ? id : `${id} ${column}`;
  return active.getAttribute('aria-label') ?? active.getAttribute('role') ?? active.tagName;
}

/** What lies over something else, or sticks out. */
export function misplaced(): readonly string[] {
  const faults: string[] = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) faults.push(`the page scrolls sideways: ${root.scrollWidth}`);
  const nameOf = (box: Element) => box.getAttribute('aria-label') ?? box.textContent ?? '';
  const boxes = [...document.querySelectorAll('.layer > .box')].map((box) => ({
    box,
    name: nameOf(box).slice(0, 60),
    rect: box.getBoundingClientRect(),
  }));
  const meet = (a: DOMRect, b: DOMRect) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
  boxes.forEach((one, index) => {
    for (const other of boxes.slice(index + 1))
      if (meet(one.rect, other.rect)) faults.push(`${one.name} lies over ${other.name}`);
  });
  const words = [...document.querySelectorAll('.edge.lit .words')].map((word) => ({
    box: word,
    name: `“${word.textContent}” on a line`,
    rect: word.getBoundingClientRect(),
  }));
  const handles = [...document.querySelectorAll('.more')].map((box) => {
    return { box, name: nameOf(box), rect: box.getBoundingClientRect() };
  });
  for (const word of words) {
    for (const other of [...boxes, ...handles, ...words])
      if (other.box !== word.box && meet(word.rect, other.rect))
        faults.push(`${word.name} lies over ${other.name}`);
  }
  /** Of text, what its clipping ancestors let through. */
  const seen = (text: Text, until: Element): DOMRect | undefined => {
    const range = document.createRange();
    range.selectNodeContents(text);
    let { left, top, right, bottom } = range.getBoundingClientRect();
    for (let each = text.parentElement; each && each !== until.parentElement; each = each.parentElement) {
      if (getComputedStyle(each).overflow === 'visible') continue;
      const clip = each.getBoundingClientRect();
      left = Math.max(left, clip.left);
      top = Math.max(top, clip.top);
      right = Math.min(right, clip.right);
      bottom = Math.min(bottom, clip.bottom);
    }
    return right - left > 1 && bottom - top > 1
      ? new DOMRect(left, top, right - left, bottom - top)
      : undefined;
  };
  for (const { box, name } of boxes) {
    const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
    for (let text = walker.nextNode(); text; text = walker.nextNode()) {
      const rect = seen(text as Text, box);
      for (const other of boxes) {
        if (rect && other.box !== box && meet(rect, other.rect))
          faults.push(`“${text.nodeValue}” of ${name} lies over ${other.name}`);
      }
    }
  }
  return faults;
}

/** What moves by itself, now or when something changes. */
export function moving(): readonly string[] {
  const some = [...document.querySelectorAll('*')].filter((element) => {
    const { transitionDuration, animationName } = getComputedStyle(element);
    return (
      animationName !== 'none' || transitionDuration.split(',').some((each) => Number.parseFloat(each) > 0)
    );
  });
  return [...new Set(some.map((element) => `${element.tagName} ${element.getAttribute('class') ?? ''}`))];
}
