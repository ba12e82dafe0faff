// private-ref: a ref to a model that keeps itself to its group.

import type { Entry } from '../../artifacts/types.ts';
import type { Project } from '../../project.ts';
import { groupOf, referrerAt, refusedAccess } from '../../semantics/access.ts';
import { groupOwner, ownersToText } from '../../semantics/owner.ts';
import { judgedNames } from '../names/judgedNames.ts';
import type { Rule } from '../rule.ts';

/** See `summary`. */
export const privateRef: Rule = {
  name: 'private-ref',
  group: 'names',
  severity: 'error',
  summary: 'A `ref` to a model whose `access` doesn’t allow it.',
  why: `A model with \`access: private\` may be read within its group alone, and a package with \`restrict-access: true\` lets no
other read what isn’t public. dbt refuses to parse the project, but only when it is run. Groups and access in YAML that isn’t
saved or parsed yet count.`,
  bad: `-- stg_payments is private to the group finance
select * from {{ ref('stg_payments') }}`,
  good: `-- fct_payments is the public model of that group
select * from {{ ref('fct_payments') }}`,
  check(ctx) {
    return judgedNames(ctx, 'ref').flatMap(({ symbol, resolution }) => {
      if (resolution.kind !== 'found') return [];
      const from = referrerAt(ctx.project, ctx.path, symbol.range.start);
      const refused = from && refusedAccess(ctx.project, resolution.entry, from);
      if (!refused) return [];
      const message = `The model \`${symbol.name}\` is ${refused}${boundsOf(ctx.project, resolution.entry, from.packageName)}.`;
      return [{ range: symbol.range, message }];
    });
  },
};

/** Within what a model may be read, and whom to ask. */
function boundsOf(project: Project, entry: Entry, packageName: string | undefined): string {
  const group = groupOf(project, entry);
  if (entry.packageName !== packageName) return ` to the package \`${entry.packageName}\``;
  if (group === undefined) return ': only what is in no group may read it';
  const owner = groupOwner(project, group);
  return ` to the group \`${group}\`${owner ? `, owned by ${ownersToText(owner)}` : ''}`;
}
