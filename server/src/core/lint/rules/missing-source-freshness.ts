// missing-source-freshness: a source table whose age nobody watches.

import type { Project } from '../../project.ts';
import { childOf, pairOf, pairsOf, type YamlMap, type YamlPair } from '../../yaml/yamlTree.ts';
import { type GovernedNode, governedNodes } from '../governedNodes.ts';
import type { Rule } from '../rule.ts';

/** See `summary`. */
export const missingSourceFreshness: Rule = {
  name: 'missing-source-freshness',
  group: 'governance',
  severity: 'off',
  recommended: 'warning',
  summary: 'A source table without limits for how old its data may be.',
  why: `\`dbt source freshness\` looks only at tables with \`warn_after\` or \`error_after\`; of the others nobody learns that the
loading stopped. \`freshness: null\` says on purpose that a table isn’t watched; dbt-project-evaluator counts it as missing too, so
it is. Silence one with a comment and its reason.`,
  bad: `sources:
  - name: shop
    tables:
      - name: orders`,
  good: `sources:
  - name: shop
    config:
      freshness: {warn_after: {count: 1, period: day}}
      loaded_at_field: loaded_at
    tables:
      - name: orders`,
  check(ctx) {
    return governedNodes(ctx).flatMap((node) => {
      if (node.kind !== 'table' || isWatched(ctx.project, node)) return [];
      const message = `The source table \`${node.name}\` has no freshness limits: nobody learns when its loading stops.`;
      return [{ range: node.range, message }];
    });
  },
};

function isWatched(project: Project, { entries, described, source }: GovernedNode): boolean {
  const { manifest } = project.artifacts;
  const own = described && freshnessIn(described.node);
  if (own !== undefined) return hasLimit(own);
  if (source && hasLimit(freshnessIn(source.node))) return true;
  // dbt_project.yml may set it as well.
  return entries.some((entry) => {
    const rule = manifest?.detail(entry)?.freshness;
    return rule?.warnAfter !== undefined || rule?.errorAfter !== undefined;
  });
}

/** `freshness:` without a value says that there is none. */
function freshnessIn(node: YamlMap): YamlPair | undefined {
  return pairOf(childOf(node, 'config'), 'freshness') ?? pairOf(node, 'freshness');
}

function hasLimit(pair: YamlPair | undefined): boolean {
  return pairsOf(pair?.value).some(
    ({ key, value }) =>
      (key.text === 'warn_after' || key.text === 'error_after') && pairsOf(value).length > 0,
  );
}
