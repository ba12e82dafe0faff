// What depends on a node: everything downstream, by kind, nearest first. Tests are no impact: they stand with the node.

import type { Entry, Manifest, ResourceType } from '../artifacts/types.ts';
import { downstreamOf, type Step } from './lineage.ts';

/** Everything downstream of a node. Each list is nearest first, then in the order of the manifest. */
export interface ImpactFact {
  readonly exposures: readonly Step[];
  /** Models, seeds and snapshots. */
  readonly models: readonly Step[];
  readonly metrics: readonly Step[];
  readonly semanticModels: readonly Step[];
  readonly savedQueries: readonly Step[];
  readonly functions: readonly Step[];
  readonly analyses: readonly Step[];
}

const lists: Readonly<Partial<Record<ResourceType, keyof ImpactFact>>> = {
  model: 'models',
  seed: 'models',
  snapshot: 'models',
  exposure: 'exposures',
  metric: 'metrics',
  semantic_model: 'semanticModels',
  saved_query: 'savedQueries',
  function: 'functions',
  analysis: 'analyses',
};

/** Everything downstream of an entry; all lists are empty when nothing is. Computed anew, since it can be thousands of steps. */
export function impactOf(manifest: Manifest, entry: Entry): ImpactFact {
  const impact: Record<keyof ImpactFact, Step[]> = {
    exposures: [],
    models: [],
    metrics: [],
    semanticModels: [],
    savedQueries: [],
    functions: [],
    analyses: [],
  };
  for (const step of downstreamOf(manifest, entry)) {
    const list = lists[step.entry.resourceType];
    if (list) impact[list].push(step);
  }
  return impact;
}
