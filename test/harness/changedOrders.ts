// One model `orders` that is typed after dbt has parsed it, with a reader, for the tests of `breaking-column`. Deliberately absent:
// what is found.

import type { Finding } from '../../server/src/core/lint/rule.ts';
import { checkLint, findingsOf } from './checkLint.ts';
import { type Json, manifestOf } from './manifest.ts';
import { type TestProject, testProject } from './project.ts';

/** The rule. */
export const only = ['breaking-column'];
const paths = ['models/orders.sql'];
/** A relation with three columns. */
export const values = "(values (1, 2.5, 'x')) as raw (id, amount, note)";
/** What dbt parsed of `orders` where nothing else is said. */
export const before = `select id, amount, note from ${values}`;

/** A node that dbt parsed with another text than its file has now. */
export function parsed(code: string, fields: Json = {}): Json {
  return { raw_code: code, checksum: { name: 'sha256', checksum: 'of the text before' }, ...fields };
}

/** A node that reads these. */
export function reads(...nodes: readonly string[]): Json {
  return {
    depends_on: {
      nodes: nodes.map((name) => (name.includes('.') ? name : `model.shop.${name}`)),
      macros: [],
    },
  };
}

/** What a test says of the change. */
export interface Change {
  /** The model `orders` as it is typed; problems are drawn below it. */
  readonly now: string;
  /** As dbt parsed it. */
  readonly was?: string;
  /** Further files. */
  readonly files?: string;
  /** Further entries of the manifest. */
  readonly entries?: Readonly<Record<string, Json>>;
  readonly orders?: Json;
  readonly catalog?: Json;
}

/** A model that reads `amount` of `orders`. */
export const paid = `
    //- models/paid.sql
    select id, amount * 2 as double from {{ ref('orders') }}`;
/** Its entry in the manifest. */
export const paidEntry = { 'model.shop.paid': reads('orders') };

function textOf({ now, files = paid }: Change): string {
  return `
    //- models/orders.sql
${now.replace(/^/gm, '    ').replace(/^ +(?=\/\/-)/gm, '    ')}
${files}
    `;
}

function optionsOf({ was = before, entries = paidEntry, orders = {}, catalog }: Change) {
  const manifest = manifestOf({ 'model.shop.orders': parsed(was, orders), ...entries });
  return { only, paths, manifest, ...(catalog ? { catalog } : {}) };
}

/** The test project of a change, and what is found in `orders`. */
export function changed(change: Change): {
  readonly made: TestProject;
  readonly findings: readonly Finding[];
} {
  const options = optionsOf(change);
  const made = testProject(textOf(change), options);
  return { made, findings: [...findingsOf(made, options).values()].flat() };
}

/** Fails unless the findings in `orders` are those drawn. */
export function check(change: Change): void {
  checkLint(textOf(change), optionsOf(change));
}

/** The messages in `orders`. */
export function messages(change: Change): readonly string[] {
  return changed(change).findings.map(({ message }) => message);
}

/** The related places of all findings, each with the text that it is. */
export function related(change: Change): readonly string[] {
  const { made, findings } = changed(change);
  return findings.flatMap((finding) =>
    (finding.related ?? []).map(({ path, range, message }) => {
      const text = made.project.files.text(path)?.text.slice(range.start, range.end);
      return `${path} [${text}] ${message}`;
    }),
  );
}
