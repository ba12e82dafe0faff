// Lenient readers of JSON whose shape changed between versions: what isn't of the type asked for is absent.
// Deliberately absent: anything that knows dbt.

/** A JSON object. */
export type JsonRecord = Readonly<Record<string, unknown>>;

const nothing: JsonRecord = Object.freeze({});

/** The value as an object; an empty one for anything else, lists and null included. */
export function asRecord(value: unknown): JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonRecord)
    : nothing;
}

/** The value as a list; an empty one for anything else. */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A text that isn't empty; numbers count as their text. */
export function asText(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A finite number; texts that are one count too. */
export function asNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** The texts of a list; a single text counts as a list of one. */
export function asTexts(value: unknown): readonly string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  return asList(value).flatMap((item) => asText(item) ?? []);
}

/** Milliseconds since 1970 of a time, or the start of a day, as dbt writes it. Without a zone it is UTC, as dbt means it. */
export function asTime(value: unknown): number | undefined {
  if (typeof value !== 'string') return undefined;
  const match = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(\.\d+)?\s*(Z|[+-]\d\d:?\d\d)?)?$/i.exec(
    value.trim(),
  );
  if (!match) return undefined;
  const fraction = (match[3] ?? '').slice(0, 4);
  const zone = (match[4] ?? 'Z').toUpperCase().replace(/^([+-]\d\d)(\d\d)$/, '$1:$2');
  const time = Date.parse(`${match[1]}T${match[2] ?? '00:00'}${fraction}${zone}`);
  return Number.isNaN(time) ? undefined : time;
}
