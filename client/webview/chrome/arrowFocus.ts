// Arrow keys between the parts of a toolbar, a menu or a list: Home and End too, around at the ends.
// Deliberately absent: what is chosen.

/** `row`: left and right; `column`: up and down. True where the key was used. */
export function moveFocus(
  event: KeyboardEvent,
  container: Element,
  selector: string,
  axis: 'row' | 'column',
): boolean {
  const parts = [...container.querySelectorAll<HTMLElement>(selector)];
  const active = container.ownerDocument.activeElement;
  const at = active instanceof HTMLElement ? parts.indexOf(active) : -1;
  const next = target(event.key, at, parts.length, axis);
  const part = next === undefined ? undefined : parts[next];
  if (!part) return false;
  part.focus();
  event.preventDefault();
  event.stopPropagation();
  return true;
}

function target(key: string, at: number, count: number, axis: 'row' | 'column'): number | undefined {
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  if (key === (axis === 'row' ? 'ArrowRight' : 'ArrowDown')) return (at + 1) % count;
  if (key === (axis === 'row' ? 'ArrowLeft' : 'ArrowUp')) return at <= 0 ? count - 1 : at - 1;
  return undefined;
}
