// Recognises the keys that a scan looks for, by their bytes. Deliberately absent: values.

import { type Bytes, decode, hasEscape, unescaped } from './bytes.ts';
import type { ScanPlan } from './scanTables.ts';

/** The text of a key; keys that are no JSON are their bytes' text. */
export function keyText(bytes: Bytes, start: number, end: number): string {
  const raw = decode(bytes, start, end);
  return unescaped(raw) ?? raw;
}

/**
 * Looks keys of entries up: the index of a field, -1 for what isn't wanted, -2 for a hidden cut, -3 for a shown one.
 * Compares bytes, since making a text of every key would cost more than the whole scan.
 */
export function keyTable(plan: ScanPlan): (bytes: Bytes, start: number, end: number) => number {
  const codes = new Map<string, number>();
  plan.fields.forEach((name, index) => {
    codes.set(name, index);
  });
  for (const [name, kind] of Object.entries(plan.cuts)) codes.set(name, kind === 'shown' ? -3 : -2);
  const byLength: { readonly name: Uint8Array; readonly code: number }[][] = [];
  for (const [name, code] of codes) {
    while (byLength.length <= name.length) byLength.push([]);
    byLength[name.length]?.push({ name: Uint8Array.from(name, (char) => char.charCodeAt(0)), code });
  }

  return (bytes, start, end) => {
    const length = end - start;
    const candidates = byLength[length];
    if (candidates) {
      for (let c = 0; c < candidates.length; c++) {
        const { name, code } = candidates[c]!;
        // Most keys of the same length differ in their last character already.
        if (name[length - 1] !== bytes[end - 1]) continue;
        let i = 0;
        while (i < length && name[i] === bytes[start + i]) i++;
        if (i === length) return code;
      }
    }
    if (!hasEscape(bytes, start, end)) return -1;
    return codes.get(keyText(bytes, start, end)) ?? -1;
  };
}

/** Whether the key in the range is `name`, escaped or not. */
export function keyIs(bytes: Bytes, start: number, end: number, name: Uint8Array): boolean {
  if (hasEscape(bytes, start, end)) return keyText(bytes, start, end) === keyText(name, 0, name.length);
  if (end - start !== name.length) return false;
  for (let i = 0; i < name.length; i++) if (name[i] !== bytes[start + i]) return false;
  return true;
}
