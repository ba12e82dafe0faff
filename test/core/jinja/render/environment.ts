// A small environment for the renderer's tests: relations, unknown values, an error, macros of a text. Deliberately absent: dbt.

import type {
  RenderEnvironment,
  RenderOptions,
} from '../../../../server/src/core/jinja/render/environment.ts';
import { macroCallable, render } from '../../../../server/src/core/jinja/render/render.ts';
import type { Rendered } from '../../../../server/src/core/jinja/render/rendered.ts';
import { type Callable, unknown, type Value } from '../../../../server/src/core/jinja/render/values.ts';
import { sourceText } from '../../../../server/src/core/text.ts';

const scope = { packageName: 'ferries', path: undefined };

function callable(name: string, call: Callable['call']): Callable {
  return { kind: 'callable', name, call };
}

const relations = new Map<string, { id: string }>();

function relation(name: string): Value {
  const identity = relations.get(name) ?? { id: `model.${name}` };
  relations.set(name, identity);
  return {
    kind: 'object',
    type: 'relation',
    relation: identity,
    attribute: (asked) => (asked === 'name' ? name : asked === 'database' ? null : undefined),
    print: () => `"tern"."${name}"`,
  };
}

/** Global names: `mystery` (unknown), `rows` (unknown, many), `ref`, `fail`, `config`, and the macros of `macros`. */
export function environmentWith(macros = ''): RenderEnvironment {
  const known = new Map<string, Value>([
    ['mystery', unknown('nobody knows')],
    ['rows', unknown('the result of a query', true)],
    ['nothing', null],
    ['ref', callable('ref', ({ positional }, run) => relation(run.print(positional[0] ?? '')))],
    ['fail', callable('fail', ({ positional }, run) => run.cut(run.print(positional[0] ?? '')))],
    [
      'config',
      callable('config', ({ named }, run) => {
        for (const [key, value] of named) run.configure(key, value);
        return '';
      }),
    ],
    ['is_incremental', callable('is_incremental', (_args, run) => run.incremental)],
  ]);
  const environment: RenderEnvironment = { global: (name) => known.get(name) };
  const source = sourceText(macros);
  for (const [, name = ''] of macros.matchAll(/\{%-? macro (\w+)/g)) {
    known.set(name, macroCallable({ source, name, scope }, environment));
  }
  return environment;
}

/** Renders a text in that environment. */
export function renderText(text: string, options: Partial<RenderOptions> = {}, macros = ''): Rendered {
  return render(sourceText(text), environmentWith(macros), { scope, ...options });
}

/** The marks of a rendering, each as its kind and the text in it. */
export function marksOf({ marks, text }: Rendered): readonly string[] {
  return marks.map(({ kind, range }) => `${kind} ${text.slice(range.start, range.end)}`);
}
