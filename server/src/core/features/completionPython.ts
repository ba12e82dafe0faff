// Names in Python models: what `dbt.ref('…')`, `dbt.source('…', '…')` and `dbt.config.get('…')` can name.
// Deliberately absent: everything else of Python, which the editor's Python language brings.

import { jinjaAt } from '../jinja/jinjaAt.ts';
import { type Completions, completions } from './completionItem.ts';
import { jinjaItems } from './completionJinja.ts';
import type { CompletionPlace } from './completionNames.ts';

const call = /\bdbt\s*\.\s*(?:ref|source|config\s*\.\s*get)\s*\([^()]*$/;

/** A call that is longer than this isn't being typed. */
const longest = 500;

/** What may be typed in a string of such a call. */
export function pythonCompletion(place: CompletionPlace): Completions | undefined {
  const { source, offset } = place;
  const from = Math.max(0, offset - longest);
  const found = call.exec(source.text.slice(from, offset));
  if (!found) return undefined;
  const start = from + found.index;
  const line = source.text.lastIndexOf('\n', start - 1) + 1;
  if (source.text.slice(line, start).includes('#')) return undefined;
  const lineEnd = source.text.indexOf('\n', offset);
  const range = { start, end: lineEnd < 0 ? source.text.length : lineEnd };
  // Strings and calls of these are written as in Jinja.
  const cursor = jinjaAt(source.text, range, offset);
  if (cursor.slot !== 'string') return undefined;
  return completions(source.text, cursor, jinjaItems(place, cursor));
}
