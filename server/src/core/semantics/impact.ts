// What depends on a node: everything downstream, by kind, nearest first. Tests are no impact: they stand with the node.

import type { Entry, Manifest } from '../artifacts/types.ts';
import { downstreamByType, type StepList } from './lineage.ts';

/** Everything downstream of a node. Each list is nearest first, then in the order of the manifest. */
export interface ImpactFact {
  readonly exposures: StepList;
  /** Models, seeds and snapshots. */
  readonly models: StepList;
  readonly metrics: StepList;
  readonly semanticModels: StepList;
  readonly savedQueries: StepList;
  readonly functions: StepList;
  readonly analyses: StepList;
}

/** Everything downstream of an entry; all lists are empty when nothing is. Not kept, since it can be thousands of steps. */
export function impactOf(manifest: Manifest, entry: Entry): ImpactFact {
  const downstream = downstreamByType(manifest, entry);
  return {
    exposures: downstream('exposure'),
    models: downstream('model', 'seed', 'snapshot'),
    metrics: downstream('metric'),
    semanticModels: downstream('semantic_model'),
    savedQueries: downstream('saved_query'),
    functions: downstream('function'),
    analyses: downstream('analysis'),
  };
}
