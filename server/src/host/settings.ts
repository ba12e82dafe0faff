// Every setting of the editor, once: its name, schema, default and description. package.json's `contributes.configuration` is
// generated from here (scripts/settings.mjs). What decides for the command line too lives in dbt-context.yml instead.

import { defaultOwnerKeys } from '../core/project.ts';

/** The JSON schema of a setting's value, as far as it is used here. */
type Schema =
  | {
      readonly type: 'string';
      readonly enum?: readonly string[];
      readonly enumDescriptions?: readonly string[];
    }
  | { readonly type: 'boolean' }
  | { readonly type: 'array'; readonly items: { readonly type: 'string' } };

/** One setting. */
export interface Setting<Value> {
  /** Without the prefix `dbtContext.`. */
  readonly name: string;
  readonly schema: Schema;
  readonly default: Value;
  /** Markdown. */
  readonly description: string;
  /** `resource`: may differ from folder to folder. `machine-overridable`: not synchronised between machines. */
  readonly scope: 'resource' | 'window' | 'machine-overridable';
}

/** How much a hover says. */
export type HoverMode = 'auto' | 'full' | 'compact' | 'off';

/** Which code lenses are shown. */
export type CodeLensMode = 'off' | 'model' | 'columns';

const setting = <Value>(value: Setting<Value>): Setting<Value> => value;

/** See the head of this file. */
export const settings = {
  targetPath: setting<string>({
    name: 'targetPath',
    schema: { type: 'string' },
    default: '',
    description:
      'Folder where dbt writes its artifacts, when it is given to dbt by a flag (`--target-path`). Absolute, or relative to the project. Leave empty to use `DBT_TARGET_PATH` or `target-path` of `dbt_project.yml`.',
    scope: 'resource',
  }),
  hoverMode: setting<HoverMode>({
    name: 'hover.mode',
    schema: {
      type: 'string',
      enum: ['auto', 'full', 'compact', 'off'],
      enumDescriptions: [
        'Everything; where another dbt extension is active, only what that one does not show.',
        'Everything.',
        'Owner, freshness, last run, tests and impact: no description, no columns.',
        'No hover.',
      ],
    },
    default: 'auto',
    description: 'How much a hover says.',
    scope: 'window',
  }),
  codeLens: setting<CodeLensMode>({
    name: 'codeLens',
    schema: {
      type: 'string',
      enum: ['off', 'model', 'columns'],
      enumDescriptions: [
        'No lenses.',
        'Over the first line of a model: its owner, how much is up- and downstream, its last run.',
        'The same, and over each column that the file writes where it comes from and how many models read it.',
      ],
    },
    default: 'off',
    description: 'Lineage above the lines of a model. A click shows it in the graph.',
    scope: 'resource',
  }),
  ownerKeys: setting<readonly string[]>({
    name: 'ownerKeys',
    schema: { type: 'array', items: { type: 'string' } },
    default: defaultOwnerKeys,
    description: 'Keys of `meta` that name an owner. The first one found wins.',
    scope: 'resource',
  }),
  diagnosticsEnabled: setting<boolean>({
    name: 'diagnostics.enabled',
    schema: { type: 'boolean' },
    default: true,
    description: 'Show problems in the editor. The command line shows them all the same.',
    scope: 'window',
  }),
  diagnosticsHidden: setting<readonly string[]>({
    name: 'diagnostics.hidden',
    schema: { type: 'array', items: { type: 'string' } },
    default: [],
    description:
      'Rules whose problems are hidden in the editor. To change a severity, for the command line too, use `rules:` in `dbt-context.yml`.',
    scope: 'window',
  }),
  watchPolling: setting<boolean>({
    name: 'watch.polling',
    schema: { type: 'boolean' },
    default: false,
    description:
      'Look for new artifacts at intervals. Turn this on where file events do not arrive: network drives, some containers.',
    scope: 'machine-overridable',
  }),
  traceRecord: setting<string>({
    name: 'trace.record',
    schema: { type: 'string' },
    default: '',
    description:
      'Absolute path of a file to which the next session of the language server is recorded, as JSON lines. It holds the text of the files that you open.',
    scope: 'machine-overridable',
  }),
  traceServer: setting<string>({
    name: 'trace.server',
    schema: { type: 'string', enum: ['off', 'messages', 'verbose'] },
    default: 'off',
    description: 'Log the messages between the editor and the language server.',
    scope: 'window',
  }),
} as const;

/** The values of all settings. */
export type Settings = {
  readonly [Name in keyof typeof settings]: (typeof settings)[Name] extends Setting<infer Value>
    ? Value
    : never;
};

/** The values in a `dbtContext` section, nested or dotted; what is missing or of another type has its default. */
export function readSettings(section: unknown): Settings {
  const values = Object.entries(settings).map(([key, { name, schema, default: fallback }]) => {
    const value = lookUp(section, name);
    return [key, fits(value, schema) ? value : fallback];
  });
  return Object.fromEntries(values) as Settings;
}

/** The settings with nothing set. */
export const defaultSettings: Settings = readSettings(undefined);

function lookUp(section: unknown, name: string): unknown {
  if (!isRecord(section)) return undefined;
  if (section[name] !== undefined) return section[name];
  return name.split('.').reduce<unknown>((part, key) => (isRecord(part) ? part[key] : undefined), section);
}

function fits(value: unknown, schema: Schema): boolean {
  if (schema.type === 'array') return Array.isArray(value) && value.every((item) => typeof item === 'string');
  if (typeof value !== schema.type) return false;
  return schema.type !== 'string' || !schema.enum || schema.enum.includes(String(value));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
