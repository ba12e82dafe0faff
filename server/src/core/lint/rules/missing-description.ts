// missing-description: a model, snapshot, source or source table that nothing is written about.

import type { Project } from '../../project.ts';
import { schemaEntries } from '../../yaml/schemaFile.ts';
import { type GovernedNode, governedNodes } from '../governedNodes.ts';
import type { Problem, Rule } from '../rule.ts';

/** See `summary`. */
export const missingDescription: Rule = {
  name: 'missing-description',
  group: 'governance',
  severity: 'off',
  recommended: 'warning',
  summary: 'A model, snapshot, source or source table without a description.',
  why: `A name says what a table is called, not what one row of it is. Descriptions stand in every hover, in dbt’s documentation
and in most warehouses. dbt-project-evaluator calls this undocumented models, sources and source tables.`,
  bad: `models:
  - name: orders`,
  good: `models:
  - name: orders
    description: One row for each order, cancelled ones included.`,
  check(ctx) {
    const nodes = governedNodes(ctx);
    const sources = new Set(nodes.flatMap(({ source }) => source ?? []));
    const ofSources = schemaEntries(ctx.source).flatMap((entry): readonly Problem[] =>
      !sources.has(entry) || isWritten(entry.description?.text) ? [] : [problem('source', entry.name)],
    );
    const ofNodes = nodes.flatMap((node): readonly Problem[] =>
      node.kind === 'seed' || isDescribed(ctx.project, node)
        ? []
        : [
            problem(node.kind === 'table' ? 'source table' : node.kind, {
              text: node.name,
              range: node.range,
            }),
          ],
    );
    return [...ofSources, ...ofNodes];
  },
};

/** Descriptions stand in YAML alone, so its file says more than what dbt parsed of it. */
function isDescribed(project: Project, { entries, described }: GovernedNode): boolean {
  if (described) {
    const versions = described.versions.map(({ node }) =>
      node.pairs.find(({ key }) => key.text === 'description'),
    );
    return isWritten(described.description?.text) || versions.some((pair) => pair !== undefined);
  }
  return entries.some((entry) => isWritten(project.artifacts.manifest?.detail(entry)?.description));
}

function isWritten(text: string | undefined): boolean {
  return text !== undefined && text.trim() !== '';
}

function problem(kind: string, { text, range }: Pick<Problem, 'range'> & { readonly text: string }): Problem {
  return { range, message: `The ${kind} \`${text}\` has no description.` };
}
