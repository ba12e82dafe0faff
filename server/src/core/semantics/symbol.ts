// What a place in a file names. symbolAt.ts finds it, resolve.ts says what it is; features switch on `kind`.

import type { TextRange } from '../text.ts';

interface Named {
  /** The text of the name alone, without quotes: what is underlined, replaced, and shown as origin. */
  readonly range: TextRange;
}

/** A node as YAML names it. */
export interface NodeName {
  /** As in the manifest: model, seed, snapshot, analysis, macro, test. */
  readonly resourceType: string;
  readonly name: string;
  readonly version: string | undefined;
}

/** What holds a column in YAML. */
export type ColumnOwner =
  | ({ readonly kind: 'node' } & NodeName)
  | { readonly kind: 'source'; readonly source: string; readonly table: string }
  /** By a `ref()` in YAML, as in `to:` of a relationship. */
  | {
      readonly kind: 'ref';
      readonly name: string;
      readonly package: string | undefined;
      readonly version: string | undefined;
    };

/** A name under the cursor, as written. */
export type SymbolName =
  | (Named & {
      readonly kind: 'ref';
      readonly name: string;
      readonly package: string | undefined;
      readonly version: string | undefined;
    })
  | (Named & { readonly kind: 'source'; readonly source: string; readonly table: string | undefined })
  | (Named & {
      readonly kind: 'macro';
      readonly name: string;
      readonly package: string | undefined;
      /** The first argument of `adapter.dispatch`, with its namespace as `package`. */
      readonly dispatch?: true;
    })
  | (Named & { readonly kind: 'doc'; readonly name: string; readonly package: string | undefined })
  | (Named & { readonly kind: 'var'; readonly name: string; readonly default: string | undefined })
  | (Named & { readonly kind: 'env_var'; readonly name: string; readonly default: string | undefined })
  | (Named & { readonly kind: 'metric'; readonly name: string; readonly package?: string | undefined })
  | (Named & { readonly kind: 'function'; readonly name: string; readonly package: string | undefined })
  | (Named & { readonly kind: 'exposure'; readonly name: string })
  | (Named & { readonly kind: 'group'; readonly name: string })
  | (Named & { readonly kind: 'semantic_model'; readonly name: string })
  | (Named & { readonly kind: 'saved_query'; readonly name: string })
  /** A data test's name in YAML: generic (`not_null`, `dbt_utils.x`) on a node, or a singular test's own entry (no node). */
  | (Named & {
      readonly kind: 'test';
      readonly name: string;
      readonly package: string | undefined;
      readonly column: string | undefined;
      /** The name of the model, seed, snapshot or source table that it stands under. */
      readonly node: string | undefined;
    })
  | (Named & { readonly kind: 'unit_test'; readonly name: string; readonly model: string | undefined })
  /** `this`: the model of the file, or of the unit test in YAML. */
  | (Named & { readonly kind: 'this'; readonly model?: string | undefined })
  /** A node where YAML describes it: `name:` and `v:`. */
  | (Named & { readonly kind: 'node' } & NodeName)
  /** A column in YAML. */
  | (Named & { readonly kind: 'column'; readonly name: string; readonly owner: ColumnOwner });
