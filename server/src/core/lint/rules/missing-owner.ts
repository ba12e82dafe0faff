// missing-owner: a model, snapshot or source table that nobody is named for.

import type { Project } from '../../project.ts';
import { ownerInMeta, ownerOf } from '../../semantics/owner.ts';
import { ownerInYaml } from '../../semantics/ownerInYaml.ts';
import { modelSql } from '../../semantics/sql/modelSql.ts';
import { type GovernedNode, governedNodes } from '../governedNodes.ts';
import type { Rule } from '../rule.ts';

/** See `summary`. */
export const missingOwner: Rule = {
  name: 'missing-owner',
  group: 'governance',
  severity: 'off',
  recommended: 'warning',
  summary: 'A model, snapshot or source that names no owner.',
  why: `When its data is wrong or late, somebody has to be asked. An owner is a key of \`meta\` (\`owner_keys:\` in dbt-context.yml says
which; \`owner\`, \`data_owner\` and such where it doesn’t) or the owner of its group; the role that owns the table in the warehouse
is nobody to ask.`,
  bad: `models:
  - name: orders`,
  good: `models:
  - name: orders
    config:
      meta: {owner: finance@example.com}`,
  check(ctx) {
    return governedNodes(ctx).flatMap((node) => {
      if (node.kind === 'seed' || isOwned(ctx.project, ctx.path, node)) return [];
      const what = node.kind === 'table' ? 'source' : node.kind;
      const message = `The ${what} \`${node.name}\` has no owner: name one in \`meta\`, or give it a group.`;
      return [{ range: node.range, message }];
    });
  },
};

function isOwned(project: Project, path: string, { entries, described, source }: GovernedNode): boolean {
  const known = entries.some((entry) => ownerOf(project, entry)?.warehouse === false);
  if (known || [described, source].some((entry) => entry && ownerInYaml(project, entry))) return true;
  if (described) return false;
  const meta = modelSql(project, path)?.rendered.config.get('meta');
  const isDict = typeof meta === 'object' && meta?.kind === 'dict';
  return isDict && ownerInMeta(project, Object.fromEntries(meta.entries)) !== undefined;
}
