// Trees of the SQL parsers, whose types say less than they hold, as plain objects. Deliberately absent: what the fields mean.

/** The fields of a node. */
export type Fields = Readonly<Record<string, unknown>>;

/** A node as its fields; undefined for anything that is no object. */
export function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}
