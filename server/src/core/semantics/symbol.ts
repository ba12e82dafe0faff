// What a place in a file names. symbolAt.ts finds it, resolve.ts says what it is; features switch on `kind`.

import type { TextRange } from '../text.ts';

interface Named {
  /** The text of the name alone, without quotes: what is underlined, replaced, and shown as origin. */
  readonly range: TextRange;
}

/** A name under the cursor, as written. */
export type SymbolName =
  | (Named & {
      readonly kind: 'ref';
      readonly name: string;
      readonly package: string | undefined;
      readonly version: string | undefined;
    })
  | (Named & { readonly kind: 'source'; readonly source: string; readonly table: string | undefined })
  | (Named & { readonly kind: 'macro'; readonly name: string; readonly package: string | undefined })
  | (Named & { readonly kind: 'doc'; readonly name: string; readonly package: string | undefined })
  | (Named & { readonly kind: 'var'; readonly name: string; readonly default: string | undefined })
  | (Named & { readonly kind: 'env_var'; readonly name: string; readonly default: string | undefined })
  | (Named & { readonly kind: 'metric'; readonly name: string })
  | (Named & { readonly kind: 'function'; readonly name: string; readonly package: string | undefined })
  | (Named & { readonly kind: 'exposure'; readonly name: string })
  | (Named & { readonly kind: 'group'; readonly name: string })
  | (Named & { readonly kind: 'semantic_model'; readonly name: string })
  | (Named & { readonly kind: 'saved_query'; readonly name: string })
  /** A data test's or unit test's name in YAML: generic (`not_null`, `dbt_utils.x`) or the unit test's own. */
  | (Named & {
      readonly kind: 'test';
      readonly name: string;
      readonly package: string | undefined;
      readonly column: string | undefined;
      readonly node: string | undefined;
    })
  | (Named & { readonly kind: 'unit_test'; readonly name: string; readonly model: string | undefined })
  /** `this`: the model of the file. */
  | (Named & { readonly kind: 'this' })
  /** A node by its unique id or file: YAML entries, `name:` of models. */
  | (Named & {
      readonly kind: 'node';
      readonly resourceType: string;
      readonly name: string;
      readonly version: string | undefined;
    })
  /** A column in YAML. `node` is as in the entry that holds it. */
  | (Named & {
      readonly kind: 'column';
      readonly name: string;
      readonly owner:
        | {
            readonly kind: 'node';
            readonly resourceType: string;
            readonly name: string;
            readonly version: string | undefined;
          }
        | { readonly kind: 'source'; readonly source: string; readonly table: string };
    });
