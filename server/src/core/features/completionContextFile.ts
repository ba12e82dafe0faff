// Completion in dbt-context.yml: keys and values as its JSON schema has them, and the vocabulary's own words where one names another.
// Deliberately absent: which words a vocabulary ought to have (`contracts init`).

import { contextSchema } from '../lint/contextSchema.ts';
import { rules } from '../lint/rules/index.ts';
import type { YamlCursor } from '../yaml/yamlAt.ts';
import type { CompletionItem } from './completionItem.ts';
import { type CompletionPlace, valueItems } from './completionNames.ts';

/** As much of a JSON schema as this reads. */
interface Schema {
  readonly type?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly enum?: readonly string[];
}

const schema = contextSchema(rules) as Schema;

/** What may be typed at a place of dbt-context.yml. */
export function contextFileItems(place: CompletionPlace, cursor: YamlCursor): readonly CompletionItem[] {
  const isItem = cursor.at === 'item';
  const found = cursor.path.reduce<readonly Schema[]>(
    (at, key) => at.flatMap((each) => below(each, key)),
    variants(schema),
  );
  const values = cursor.at === 'key' ? [] : [...valuesOf(found), ...wordsAt(place, cursor.path)];
  const used = new Set(isItem ? [] : cursor.around[0]?.fields.keys());
  const keys = cursor.at === 'value' ? [] : keysOf(found, isItem).filter(({ label }) => !used.has(label));
  return [...values, ...keys];
}

function variants(at: Schema): readonly Schema[] {
  return at.oneOf ? at.oneOf.flatMap(variants) : [at];
}

function below({ properties, additionalProperties, items }: Schema, key: string): readonly Schema[] {
  if (key === '*') return items ? variants(items) : [];
  const own = properties && Object.hasOwn(properties, key) ? properties[key] : undefined;
  if (own) return variants(own);
  return typeof additionalProperties === 'object' ? variants(additionalProperties) : [];
}

function keysOf(found: readonly Schema[], isItem: boolean): readonly CompletionItem[] {
  return found.flatMap(({ properties = {} }) =>
    Object.entries(properties).map(([label, value], rank): CompletionItem => {
      const kinds = variants(value);
      const holds = (type: string) => kinds.every((each) => each.type === type);
      // Behind a dash the line's indentation isn't that of the key.
      const indent = isItem ? '    ' : '  ';
      const isMap = holds('object') && kinds.length === 1;
      const isList = holds('array') && kinds.length === 1;
      const flow = isList && kinds[0]?.items?.enum !== undefined;
      const snippet = flow
        ? `${label}: [$0]`
        : isList
          ? `${label}:\n${indent}- $0`
          : isMap
            ? `${label}:\n${indent}$0`
            : `${label}: $0`;
      return {
        label,
        kind: 'key',
        detail: value.description,
        insert: isMap || (isList && !flow) ? `${label}:` : `${label}: `,
        snippet,
        rank: 10 + rank,
      };
    }),
  );
}

function valuesOf(found: readonly Schema[]): readonly CompletionItem[] {
  return found.flatMap(({ enum: values, type, description }) =>
    valueItems(values ?? (type === 'boolean' ? ['true', 'false'] : []), description ?? ''),
  );
}

/** Words of the vocabulary that another of its words, or a rename, names. */
function wordsAt({ project }: CompletionPlace, path: readonly string[]): readonly CompletionItem[] {
  const { vocabulary } = project.context;
  if (!vocabulary) return [];
  const key = path.findLast((each) => each !== '*');
  const isRename = path[1] === 'renames' && (key === 'from' || key === 'to');
  if (!isRename && !(path[1] === 'levels' && key === 'then')) return [];
  const stubs = vocabulary.levels.flatMap((level) => level.stubs).filter(({ pattern }) => !pattern);
  return stubs.map(({ name, description }, rank) => ({
    label: name,
    kind: 'value',
    detail: description,
    rank,
  }));
}
