// A baseline: findings that are known and don't count. A finding is the same when its rule, file, message and the text of its line
// are; so it stays known when lines above it come and go. Deliberately absent: reading and writing the file.

import { isYaml } from '../../semantics/modelFiles.ts';

/** What a finding is known by. */
export interface BaselineKey {
  /** Relative to the folder of the baseline, with forward slashes. */
  readonly path: string;
  readonly rule: string;
  readonly message: string;
  /** The text of the line that the finding starts in, without the white space around it. */
  readonly line: string;
  /** The column it is about, by its node's id, where it may stand at the column's SQL or its YAML. */
  readonly column?: string;
}

/** Findings that are the same, counted. */
export interface BaselineEntry extends BaselineKey {
  readonly count: number;
}

/** What {@link matchBaseline} finds out. */
export interface BaselineMatch {
  /** For each finding, in their order: whether it is known. */
  readonly known: readonly boolean[];
  /** What is no longer found, with how often. */
  readonly gone: readonly BaselineEntry[];
}

const version = 1;
const longestLine = 500;

/** The text of a baseline's file, the same for the same findings in any order. */
export function baselineText(entries: readonly BaselineEntry[]): string {
  const findings = merged(entries).map(({ path, rule, message, line, column, count }) => ({
    path,
    rule,
    message,
    line,
    ...(column === undefined ? {} : { column }),
    count,
  }));
  return `${JSON.stringify({ version, findings }, undefined, 2)}\n`;
}

/** Reads the text of a baseline's file, or says in one sentence what is wrong with it. */
export function readBaseline(
  text: string,
): { readonly entries: readonly BaselineEntry[] } | { readonly problem: string } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { problem: 'it isn’t JSON.' };
  }
  if (!isRecord(json) || !Array.isArray(json['findings'])) return { problem: 'it has no list `findings`.' };
  if (json['version'] !== version)
    return { problem: `its version isn’t ${version}: another version of dbt-context wrote it.` };
  const entries: BaselineEntry[] = [];
  for (const [index, each] of json['findings'].entries()) {
    if (!isEntry(each))
      return {
        problem: `finding ${index + 1} needs the texts path, rule, message and line, and a count from 1.`,
      };
    entries.push(each);
  }
  return { entries };
}

/**
 * Which findings a baseline knows. `inScope` tells of which entries it can be said that they are gone: where everything was looked
 * at that they are about. A finding at the YAML of a column is known too where the baseline has it at the column's SQL.
 */
export function matchBaseline(
  entries: readonly BaselineEntry[],
  findings: readonly BaselineKey[],
  inScope: (entry: BaselineEntry) => boolean = () => true,
): BaselineMatch {
  const left = new Map(merged(entries).map((entry) => [keyOf(entry), { entry, count: entry.count }]));
  const columns = new Set(entries.flatMap((entry) => (isYaml(entry.path) ? [] : (columnKey(entry) ?? []))));
  const known = findings.map((finding) => {
    const stored = asStored(finding);
    const found = left.get(keyOf(stored));
    if (found && found.count > 0) {
      found.count--;
      return true;
    }
    const key = isYaml(finding.path) ? columnKey(finding) : undefined;
    return key !== undefined && columns.has(key);
  });
  const gone = [...left.values()].flatMap(({ entry, count }) =>
    count > 0 && inScope(entry) ? [{ ...entry, count }] : [],
  );
  return { known, gone };
}

/** Findings as entries of a baseline. */
export function baselineEntries(findings: readonly BaselineKey[]): readonly BaselineEntry[] {
  return merged(findings.map((finding) => ({ ...asStored(finding), count: 1 })));
}

/** A message without ages and lengths of time, which are others tomorrow. */
export function timeless(message: string): string {
  return message
    .replace(/\bless than a minute\b|(?<![\w.,])\d[\d.,]*\s?(?:ms|s|min|h|d)\b/g, '…')
    .replace(/\b(?:just now|… ago)(?!\w)|… ago\b/g, '…');
}

function asStored({ message, line, ...rest }: BaselineKey): BaselineKey {
  return { ...rest, message: timeless(message), line: line.trim().slice(0, longestLine) };
}

function columnKey({ rule, column }: BaselineKey): string | undefined {
  return column === undefined ? undefined : JSON.stringify([rule, column.toLowerCase()]);
}

function merged(entries: readonly BaselineEntry[]): readonly BaselineEntry[] {
  const byKey = new Map<string, BaselineEntry>();
  for (const entry of entries) {
    const key = keyOf(entry);
    const known = byKey.get(key);
    byKey.set(key, known ? { ...known, count: known.count + entry.count } : entry);
  }
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
}

function keyOf({ path, rule, message, line }: BaselineKey): string {
  return JSON.stringify([path, rule, line, message]);
}

function isEntry(value: unknown): value is BaselineEntry {
  if (!isRecord(value)) return false;
  const { count, column } = value as { readonly count?: unknown; readonly column?: unknown };
  return (
    (column === undefined || typeof column === 'string') &&
    ['path', 'rule', 'message', 'line'].every((key) => typeof value[key] === 'string') &&
    typeof count === 'number' &&
    Number.isInteger(count) &&
    count > 0
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
