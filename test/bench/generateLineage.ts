// A generated project whose graph is as uneven as a real one's: a hub that a third of the models read, a model with 300 parents, tags,
// owners, folders and dashboards by the hundred. Deliberately absent: texts and the other artifacts (generateProject.ts).

import {
  type GeneratedProject,
  generateProject,
  type ManifestJson,
  type NodeJson,
} from './generateProject.ts';

/** What was written, and the ids of the nodes that a bench points at. */
export interface GeneratedLineage extends GeneratedProject {
  readonly models: readonly string[];
  readonly hub: string;
  readonly wide: string;
}

const children = 3000;
const parents = 300;
const areas = ['finance', 'sales', 'logistics', 'marketing', 'people', 'support', 'product', 'risk'];

/** See the head of this file: `nodes` entries of the manifest, two in five of them models, with so many columns each at most. */
export function generateLineage(
  folder: string,
  nodes: number,
  columns = Number.POSITIVE_INFINITY,
): GeneratedLineage {
  let models: readonly string[] = [];
  const project = generateProject(folder, {
    nodes,
    seed: 2,
    reshape(manifest) {
      models = reshape(manifest, columns);
    },
  });
  return { ...project, models, hub: hubOf(models), wide: models.at(-1) ?? '' };
}

/** Not one of those that read sources, and early, so that many may read it. */
function hubOf(models: readonly string[]): string {
  return models[60] ?? '';
}

function reshape(manifest: ManifestJson, columns: number): readonly string[] {
  const found = Object.entries(manifest.nodes).filter(([, node]) => node.resource_type === 'model');
  const models = found.map(([id]) => id);
  const hub = hubOf(models);
  const every = Math.max(1, Math.floor((models.length - 100) / children));
  found.forEach(([, node], index) => {
    const more = index > 100 && index % every === 0 && index / every < children + 100 / every ? [hub] : [];
    node.depends_on.nodes = [...new Set([...node.depends_on.nodes, ...more])];
    node.columns = Object.fromEntries(Object.entries(node.columns).slice(0, columns));
    describe(node, index);
  });
  const wide = found.at(-1)?.[1];
  if (wide) wide.depends_on.nodes = models.slice(100, 100 + parents);
  const exposures = models.flatMap((model, index) => {
    if (index % 25 !== 7) return [];
    const name = `dashboard_${index}`;
    return [[`exposure.shop.${name}`, exposure(name, [model, models[(index * 7) % models.length] ?? model])]];
  });
  manifest.exposures = Object.fromEntries(exposures);
  return models;
}

function describe(node: NodeJson, index: number): void {
  const area = areas[index % areas.length] ?? '';
  const tags = [area, `tier_${index % 3}`, ...(index % 5 === 0 ? ['nightly'] : [])];
  node.tags = tags;
  node.schema = `${area}_${index % 4}`;
  node.config['tags'] = tags;
  node.config['meta'] = { owner: `team ${area} ${index % 6}` };
}

function exposure(name: string, nodes: readonly string[]): object {
  return {
    name,
    resource_type: 'exposure',
    package_name: 'shop',
    path: 'exposures.yml',
    original_file_path: 'models/exposures.yml',
    unique_id: `exposure.shop.${name}`,
    type: 'dashboard',
    owner: { name: 'Board', email: 'board@example.com' },
    depends_on: { macros: [], nodes },
    tags: ['board'],
    created_at: 1,
  };
}
