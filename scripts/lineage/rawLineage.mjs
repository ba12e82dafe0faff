// Development only: the lineage of a project's models as the product has it from their raw text, before anything is saved or compiled.
// Deliberately absent: comparing it (compare.mjs).
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { nodeColumns } from '../../server/src/core/semantics/sql/nodeColumns.ts';
import { nodeLineage } from '../../server/src/core/semantics/sql/nodeLineage.ts';
import { ProjectHost } from '../../server/src/host/projectHost.ts';
import { defaultSettings } from '../../server/src/host/settings.ts';
import { openProject } from '../corpus/projects.mjs';

/** Gives for a unique id `[output, unique id, column]` in lower case, or undefined where the lineage may not be whole. */
export async function rawLineage(corpus, name, temporary) {
  mkdirSync(temporary, { recursive: true });
  const { folder, reason } = openProject({ name, artifacts: join(corpus, name, 'artifacts') }, temporary);
  if (reason) return () => undefined;
  const host = new ProjectHost(folder, {
    environment: { XDG_CACHE_HOME: join(temporary, 'cache') },
    watch: false,
    watchSources: false,
    settings: () => Promise.resolve(defaultSettings),
    log: (message) => console.error(message),
  });
  await host.loaded;
  const project = host.current;
  await host.close();
  const { manifest } = project.artifacts;
  const isEphemeral = (id) => {
    const entry = manifest?.entry(id);
    return entry !== undefined && manifest.detail(entry)?.materialized === 'ephemeral';
  };
  /** Compiled SQL holds what it reads of ephemeral models, so that lineage goes through them. */
  const endsOf = ({ node, column }) => {
    if (!isEphemeral(node)) return [[node, column.toLowerCase()]];
    const { upstream } = nodeLineage(project, node);
    return (upstream.get(column) ?? []).flatMap((input) => endsOf(input.column));
  };
  return (id) => {
    const { upstream, opaque } = nodeLineage(project, id);
    const whole = nodeColumns(project, id).columns.every(({ made }) => made?.traced !== false);
    if (!whole || opaque.length > 0 || upstream.size === 0) return undefined;
    return [...upstream].flatMap(([output, inputs]) =>
      inputs.flatMap(({ column }) => endsOf(column).map((end) => [output.toLowerCase(), ...end])),
    );
  };
}
