// What dbt's context says of a run: the target, the flags, errors. Deliberately absent: what only a run knows.

import { type ObjectValue, unknown, type Value } from '../../jinja/render/values.ts';
import { callable, silentFunction } from './arguments.ts';
import { objectValue } from './context.ts';
import { factsValue } from './facts.ts';
import type { RenderInputs } from './inputs.ts';

/** `target`, as far as the manifest tells. https://docs.getdbt.com/reference/dbt-jinja-functions/target */
export function targetValue(inputs: RenderInputs): ObjectValue {
  return factsValue('target', (name) => {
    const { adapterType, profileName, targetName } = inputs.project();
    switch (name) {
      case 'name':
      case 'target_name':
        return targetName;
      case 'type':
        return adapterType;
      case 'profile_name':
        return profileName;
      case 'schema':
      case 'dataset':
        return inputs.targetPlace('schema');
      case 'database':
      case 'dbname':
      case 'project':
      case 'catalog':
        return inputs.targetPlace('database');
      default:
        return undefined;
    }
  });
}

/** `schema` or `database`: the target's. */
export function targetPlace(inputs: RenderInputs, part: 'schema' | 'database'): Value {
  return inputs.targetPlace(part) ?? unknown(`the ${part} of the target`);
}

const knownFlags: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['FULL_REFRESH', false],
  ['WHICH', 'run'],
  ['EMPTY', false],
  ['STORE_FAILURES', false],
  ['NON_DESTRUCTIVE', false],
]);

/** `flags`, as a plain `dbt run` has them. https://docs.getdbt.com/reference/dbt-jinja-functions/flags */
export const flagsValue: ObjectValue = factsValue('flags', (name) => knownFlags.get(name));

/** `exceptions`: what raises an error breaks the rendering off, as in dbt; a warning prints nothing. */
export const exceptionsValue: ObjectValue = objectValue('exceptions', (name) => {
  if (name === 'warn' || name.startsWith('warn_')) return silentFunction(name);
  return callable(name, (args, run) => {
    const message = run.plain(run.print(args.positional[0] ?? ''));
    return run.cut(message === undefined || message === '' ? `\`exceptions.${name}\`` : message);
  });
});
