// The parts of an entry that several resource types share: columns, constraints, owners, references, freshness rules.
// Deliberately absent: which resource type has which.

import { asList, asNumber, asRecord, asText, asTexts, type JsonRecord } from './json.ts';
import type {
  Constraint,
  DeclaredColumn,
  FreshnessLimit,
  FreshnessRule,
  Owner,
  RefAsWritten,
} from './types.ts';

/** Columns by name, as dbt writes them, or as a list. */
export function readColumns(value: unknown): readonly DeclaredColumn[] {
  if (Array.isArray(value)) return value.map((column) => readColumn('', asRecord(column)));
  return Object.entries(asRecord(value)).map(([key, column]) => readColumn(key, asRecord(column)));
}

function readColumn(key: string, column: JsonRecord): DeclaredColumn {
  const config = asRecord(column['config']);
  // Since dbt 1.10 the two places are merged already; Fusion and hand-made files may have only one of them.
  const tags = new Set([...asTexts(column['tags']), ...asTexts(config['tags'])]);
  return {
    name: asText(column['name']) ?? key,
    description: asText(column['description']) ?? '',
    dataType: asText(column['data_type']),
    meta: { ...asRecord(config['meta']), ...asRecord(column['meta']) },
    tags: [...tags],
    policyTags: [...new Set([...asTexts(column['policy_tags']), ...asTexts(config['policy_tags'])])],
    constraints: readConstraints(column['constraints']),
    quote: column['quote'] === true,
  };
}

/** The constraints of a model or column; both warnings are on unless switched off. */
export function readConstraints(value: unknown): readonly Constraint[] {
  return asList(value).map((item) => {
    const constraint = asRecord(item);
    return {
      type: asText(constraint['type']) ?? 'custom',
      name: asText(constraint['name']),
      expression: asText(constraint['expression']),
      columns: asTexts(constraint['columns']),
      warnUnenforced: constraint['warn_unenforced'] !== false,
      warnUnsupported: constraint['warn_unsupported'] !== false,
    };
  });
}

/** An owner; `email` may be a list, or one text with several addresses. Undefined where nobody is named. */
export function readOwner(value: unknown): Owner | undefined {
  const owner = asRecord(value);
  const name = asText(owner['name']);
  const emails = asTexts(owner['email']).flatMap((text) =>
    text
      .split(/[,;]/)
      .map((email) => email.trim())
      .filter((email) => email !== ''),
  );
  return name !== undefined || emails.length ? { name, emails } : undefined;
}

/** `ref()` calls: objects since schema v9, `[name]` or `[package, name]` before. */
export function readRefs(value: unknown): readonly RefAsWritten[] {
  return asList(value).flatMap((call) => {
    if (Array.isArray(call)) {
      const name = asText(call.at(-1));
      return name
        ? [{ name, package: call.length > 1 ? asText(call[0]) : undefined, version: undefined }]
        : [];
    }
    const ref = asRecord(call);
    const name = asText(ref['name']);
    return name ? [{ name, package: asText(ref['package']), version: asText(ref['version']) }] : [];
  });
}

/** `source()` calls: `[source, table]`. */
export function readSourceCalls(value: unknown): readonly (readonly [string, string])[] {
  return asList(value).flatMap((call) => {
    const source = asText(asList(call)[0]);
    const table = asText(asList(call)[1]);
    return source && table ? [[source, table] as const] : [];
  });
}

/** A freshness rule. dbt writes empty limits for a source without one: then there is none. */
export function readFreshness(value: unknown): FreshnessRule | undefined {
  const rule = asRecord(value);
  const warnAfter = readLimit(rule['warn_after']);
  const errorAfter = readLimit(rule['error_after']);
  if (!warnAfter && !errorAfter) return undefined;
  return { warnAfter, errorAfter, filter: asText(rule['filter']) };
}

function readLimit(value: unknown): FreshnessLimit | undefined {
  const limit = asRecord(value);
  const count = asNumber(limit['count']);
  const period = asText(limit['period'])?.toLowerCase();
  if (count === undefined || (period !== 'minute' && period !== 'hour' && period !== 'day')) return undefined;
  return { count, period };
}
