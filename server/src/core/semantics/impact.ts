// What depends on a node: everything downstream as the texts stand, by kind, nearest first. Tests are no impact: they stand with the
// node. Deliberately absent: columns, and what an edit breaks.

import { kindOf } from '../card/entryWords.ts';
import type { Project } from '../project.ts';
import type { NodeGraph } from './nodeNeighbours.ts';
import { reachedNodes } from './searchNodes.ts';
import type { NodeId } from './sql/nodeId.ts';
import { kindOfNode } from './sql/nodeNames.ts';

/** Everything downstream of a node. Each list is nearest first, then in the order of the manifest. */
export interface ImpactFact {
  readonly exposures: readonly NodeId[];
  /** Models, seeds and snapshots. */
  readonly models: readonly NodeId[];
  readonly metrics: readonly NodeId[];
  readonly semanticModels: readonly NodeId[];
  readonly savedQueries: readonly NodeId[];
  readonly functions: readonly NodeId[];
  readonly analyses: readonly NodeId[];
}

/** See the head of this file; all lists are empty when nothing is. Not kept, since it can be thousands of nodes. */
export function impactOf(project: Project, graph: NodeGraph, node: NodeId): ImpactFact {
  const impact = {
    exposures: [] as NodeId[],
    models: [] as NodeId[],
    metrics: [] as NodeId[],
    semanticModels: [] as NodeId[],
    savedQueries: [] as NodeId[],
    functions: [] as NodeId[],
    analyses: [] as NodeId[],
  };
  const start = graph.numberOf(node);
  if (start === undefined) return impact;
  for (const number of reachedNodes(graph, start, 'downstream')) {
    const entry = graph.entryAt(number);
    const id = graph.idOf(number);
    const list = listOf[(entry ? kindOf(entry) : kindOfNode(project, id)) ?? 'model'];
    if (list) impact[list].push(id);
  }
  return impact;
}

const listOf: Readonly<Partial<Record<ReturnType<typeof kindOf>, keyof ImpactFact>>> = {
  exposure: 'exposures',
  model: 'models',
  seed: 'models',
  snapshot: 'models',
  metric: 'metrics',
  'semantic model': 'semanticModels',
  'saved query': 'savedQueries',
  function: 'functions',
  analysis: 'analyses',
};
