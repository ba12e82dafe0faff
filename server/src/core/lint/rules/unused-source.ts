// unused-source: a source table that nothing reads.

import { childrenOf } from '../../semantics/lineage.ts';
import { nodeReaders } from '../../semantics/sql/nodeReaders.ts';
import { governedNodes } from '../governedNodes.ts';
import type { Rule } from '../rule.ts';

/** How many texts that dbt hasn't parsed are analysed to see whether one of them reads it. */
const analysed = 8;

/** See `summary`. */
export const unusedSource: Rule = {
  name: 'unused-source',
  group: 'governance',
  severity: 'off',
  recommended: 'warning',
  summary: 'A source table that no model, snapshot, exposure or metric reads.',
  why: `Its freshness is checked, its tests run and its columns are described, for nobody. Tests alone are no use of it. What is
typed now and not parsed yet counts.`,
  bad: `sources:
  - name: shop
    tables:
      - name: old_orders # nothing selects from it`,
  good: `sources:
  - name: shop
    tables:
      - name: orders # read by stg_orders`,
  check(ctx) {
    const { project } = ctx;
    const { manifest } = project.artifacts;
    const tables = governedNodes(ctx).filter(({ kind }) => kind === 'table');
    if (!manifest || tables.length === 0) return [];
    return tables.flatMap(({ name, range, entries }) => {
      const [entry] = entries;
      // Who reads a source that dbt doesn't know yet isn't known either.
      if (!entry || childrenOf(manifest, entry).length > 0) return [];
      const readers = nodeReaders(project, analysed);
      if (!readers.whole || readers.of(entry.uniqueId).length > 0) return [];
      return [{ range, message: `Nothing reads the source table \`${name}\`.` }];
    });
  },
};
