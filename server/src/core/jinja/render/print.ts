// What Python's str() and repr() print. Deliberately absent: number formats asked for by templates (format.ts).

import { isKind } from './kinds.ts';
import { type MarkTable, marked, placeholderText } from './marks.ts';
import { type DictValue, type ListValue, unknown, type Value } from './values.ts';

/** The text a value prints, with marks. */
export function printed(value: Value, table: MarkTable, budget = printBudget()): string {
  if (typeof value === 'string') return value;
  return isKind(value, 'undefined') ? '' : represented(value, table, 0, budget);
}

const deepest = 40;
const longest = 2_000_000;

/** How many characters of lists may still be printed, which may hold each other; below zero once they were too many. */
interface PrintBudget {
  left: number;
}

/** A budget for one value. */
export function printBudget(): PrintBudget {
  return { left: longest };
}

/** What Python's repr() gives, with marks: texts in quotes. */
export function represented(value: Value, table: MarkTable, depth = 0, budget = printBudget()): string {
  if (value === null) return 'None';
  switch (typeof value) {
    case 'string':
      return quoted(value);
    case 'boolean':
      return value ? 'True' : 'False';
    case 'number':
      return String(value);
  }
  switch (value.kind) {
    case 'float':
      return floatText(value.value);
    case 'undefined':
      return 'Undefined';
    case 'unknown':
      return marked(placeholderText, value, table);
    case 'callable':
      return marked(placeholderText, unknown(`what the function \`${value.name}\` prints`), table);
    case 'object': {
      // In a list Python shows the object itself, with the name of its class.
      const text = depth === 0 || value.type === 'column' ? value.print?.() : undefined;
      if (text === undefined) return marked(placeholderText, unknown(`what ${value.type} prints`), table);
      return value.relation ? marked(text, value.relation, table) : text;
    }
    case 'list':
      return depth > deepest ? '...' : listText(value, table, depth, budget);
    case 'dict':
      return depth > deepest ? '...' : dictText(value, table, depth, budget);
  }
}

function listText(value: ListValue, table: MarkTable, depth: number, budget: PrintBudget): string {
  const parts: string[] = [];
  for (const item of value.items) {
    const part = represented(item, table, depth + 1, budget);
    budget.left -= part.length + 1;
    if (budget.left < 0) return marked(placeholderText, unknown('a text that is too long'), table);
    parts.push(part);
  }
  const inner = parts.join(', ');
  if (value.type === 'list') return `[${inner}]`;
  if (value.type === 'set') return parts.length === 0 ? 'set()' : `{${inner}}`;
  return parts.length === 1 ? `(${inner},)` : `(${inner})`;
}

function dictText(value: DictValue, table: MarkTable, depth: number, budget: PrintBudget): string {
  if (value.partial) return marked(placeholderText, value.partial, table);
  const parts: string[] = [];
  for (const [key, entry] of value.entries) {
    const original = value.originals?.get(key);
    const name = original === undefined ? quoted(key) : represented(original, table, depth + 1, budget);
    const part = `${name}: ${represented(entry, table, depth + 1, budget)}`;
    budget.left -= part.length + 1;
    if (budget.left < 0) return marked(placeholderText, unknown('a text that is too long'), table);
    parts.push(part);
  }
  return `{${parts.join(', ')}}`;
}

/** A text in quotes, as Python writes it. */
export function quoted(text: string): string {
  if (/^[ !#-&(-[\]-~]*$/.test(text)) return `'${text}'`;
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replace(/[\\'"]|[^\P{C}\uE000-\uF8FF]|(?! )\p{Z}/gu, (character) => {
    if (character === '\\') return '\\\\';
    if (character === '\n') return '\\n';
    if (character === '\r') return '\\r';
    if (character === '\t') return '\\t';
    if (character === '"' || character === "'") return character === quote ? `\\${character}` : character;
    const code = (character.codePointAt(0) ?? 0).toString(16);
    if (code.length <= 2) return `\\x${code.padStart(2, '0')}`;
    return code.length <= 4 ? `\\u${code.padStart(4, '0')}` : `\\U${code.padStart(8, '0')}`;
  });
  return quote + escaped + quote;
}

/** A float as Python prints it. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e16 || size < 1e-4)) {
    return value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
  }
  const text = Object.is(value, -0) ? '-0' : String(value);
  return text.includes('.') ? text : `${text}.0`;
}
