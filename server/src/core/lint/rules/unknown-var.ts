// unknown-var: a variable without a value and without a default.

import { jinjaCalls } from '../../jinja/calls.ts';
import { memo } from '../../memo.ts';
import { didYouMean, nearestNames } from '../../nearest.ts';
import type { Project } from '../../project.ts';
import { packageOf } from '../../semantics/packages.ts';
import { symbolsIn } from '../../semantics/symbolAt.ts';
import type { SourceText } from '../../text.ts';
import { judgedNames } from '../names/judgedNames.ts';
import type { Problem, Rule } from '../rule.ts';

/** See `summary`. */
export const unknownVar: Rule = {
  name: 'unknown-var',
  group: 'names',
  severity: 'information',
  summary: 'A `var` without a default of a variable that dbt_project.yml doesn’t set.',
  why: `dbt stops where nothing sets the variable; \`--vars\` may, which nobody can see here. Nothing is said of a variable that the
same file gives a default elsewhere or asks for by \`var.has_var\`.`,
  bad: `-- dbt_project.yml sets start_date
select * from orders where ordered_at >= '{{ var("first_date") }}'`,
  good: `select * from orders where ordered_at >= '{{ var("start_date") }}'`,
  check(ctx) {
    const missing = judgedNames(ctx, 'var').filter(
      ({ symbol, resolution }) => resolution.kind === 'unknown' && symbol.default === undefined,
    );
    if (missing.length === 0) return [];
    const optional = new Set(
      symbolsIn(ctx.project, ctx.path).flatMap((symbol) =>
        symbol.kind === 'var' && symbol.default !== undefined ? [symbol.name] : [],
      ),
    );
    const asked = askedFor(ctx.source);
    return missing.flatMap(({ symbol: { name, range } }): Problem[] => {
      if (optional.has(name) || asked.has(name)) return [];
      const suggestions = nearestNames(name, variableNames(ctx.project, ctx.path));
      const found = 'has no default here, and dbt_project.yml doesn’t set it';
      const end = didYouMean(suggestions) || ': it needs `--vars`.';
      return [{ range, message: `The variable \`${name}\` ${found}${end}`, suggestions }];
    });
  },
};

/** The variables that a template asks for by `var.has_var('…')`. */
const askedFor = memo(
  (source: SourceText): ReadonlySet<string> =>
    new Set(
      (source.text.includes('has_var') ? jinjaCalls(source) : []).flatMap(({ callee, args }) => {
        const value = callee.map(({ text }) => text).join('.') === 'var.has_var' ? args[0]?.value : undefined;
        return value?.kind === 'string' ? [value.value] : [];
      }),
    ),
);

function variableNames(project: Project, path: string): readonly string[] {
  const { config, name } = packageOf(project, path).package;
  return [...project.config.vars, ...config.vars].flatMap((variable) =>
    variable.package === undefined || variable.package === name ? [variable.name] : [],
  );
}
