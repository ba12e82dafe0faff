// column-name-drift: one value under two names, an aggregate whose name breaks the rename rules, one name with two types.

import { isYaml } from '../../semantics/modelFiles.ts';
import { problemsOfColumns } from '../columns/columns.ts';
import type { Rule } from '../rule.ts';
import { aggregateDrift } from '../vocabulary/drift/aggregateDrift.ts';
import { nameDrift } from '../vocabulary/drift/nameDrift.ts';
import { typeDrift } from '../vocabulary/drift/typeDrift.ts';

/** See `summary`. */
export const columnNameDrift: Rule = {
  name: 'column-name-drift',
  group: 'contracts',
  severity: 'information',
  summary:
    'One value under two names, an aggregate named against the rename rules, or one name with two types.',
  why: `Names are promises only where they hold all the way down: who searches for \`id_customer\` won’t find the model that
calls the same value \`id_client\`. Lineage must prove that the value is passed on as it is, and the vocabulary must know a word in
both names, in models that it covers: naming a source’s column in staging is no drift. A new name that keeps every word of the old
is a role (\`id_port\` → \`id_port_origin\`). Of an aggregate the vocabulary’s \`renames\` say what it is called. Types are compared
with those that the catalog and YAML know of columns of the same name, where the vocabulary allows both.`,
  bad: `-- orders has id_customer
select id_customer as id_client from {{ ref('orders') }}`,
  good: `select id_customer from {{ ref('orders') }}`,
  check(ctx) {
    if (isYaml(ctx.path)) return [];
    return problemsOfColumns(ctx, (column, vocabulary) => {
      const problem =
        aggregateDrift(ctx, vocabulary, column) ??
        nameDrift(ctx.project, vocabulary, column) ??
        typeDrift(ctx.project, vocabulary, column);
      return problem ? [problem] : [];
    });
  },
};
