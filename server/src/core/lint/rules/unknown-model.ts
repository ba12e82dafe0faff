// unknown-model: an entry of YAML whose model, seed, snapshot, analysis or macro doesn't exist, or stands under another key.

import type { ResourceType } from '../../artifacts/types.ts';
import { didYouMean, nearestNames } from '../../nearest.ts';
import type { Project } from '../../project.ts';
import { isYaml } from '../../semantics/modelFiles.ts';
import { entriesOfType } from '../../semantics/names.ts';
import { packageNameOf, packagesComplete, rootPackageName } from '../../semantics/packages.ts';
import { type SchemaEntry, type SchemaName, schemaEntries } from '../../yaml/schemaFile.ts';
import { type EntryTarget, targetOfEntry, targetOfVersion } from '../names/entryTargets.ts';
import { nearestMacros } from '../names/macroNames.ts';
import type { Problem, Rule } from '../rule.ts';

/** See `summary`. */
export const unknownModel: Rule = {
  name: 'unknown-model',
  group: 'names',
  severity: 'warning',
  summary: 'An entry in YAML for a model, seed, snapshot, analysis or macro that doesn’t exist.',
  why: `dbt warns and goes on: descriptions, tests and settings of the entry apply to nothing. A node that isn’t saved or parsed
yet is its file, a disabled one exists, and models of packages may be described as well, so nothing is said while packages are
neither installed nor in the manifest.`,
  bad: `models:
  - name: order # the file is models/orders.sql`,
  good: `models:
  - name: orders`,
  check({ project, path, source }) {
    const root = rootPackageName(project);
    if (!project.artifacts.manifest || !isYaml(path) || packageNameOf(project, path) !== root) return [];
    const problems = schemaEntries(source).flatMap((entry) => problemsOf(project, path, entry));
    return problems.length > 0 && packagesComplete(project) ? problems : [];
  },
};

function problemsOf(project: Project, path: string, entry: SchemaEntry): readonly Problem[] {
  if (entry.enabled === false) return [];
  switch (entry.kind) {
    case 'model': {
      if (entry.versions.length === 0) break;
      const targets = entry.versions.map((version) => targetOfVersion(project, path, entry, version));
      if (targets.every((target) => target === 'missing')) break;
      return entry.versions.flatMap(({ version, definedIn }, index): Problem[] => {
        if (targets[index] !== 'missing') return [];
        const file = definedIn?.text ?? `${entry.name.text}_v${version.text}`;
        const message = `There is no file \`${file}\` for version ${version.text} of \`${entry.name.text}\`.`;
        return [{ range: (definedIn ?? version).range, message }];
      });
    }
    case 'seed':
    case 'snapshot':
    case 'analysis':
    case 'macro':
      break;
    case 'unit_test': {
      // A version stands behind a space.
      const name = entry.model?.text.trim().split(/\s+/)[0];
      if (!entry.model || name === undefined) return [];
      return missing(
        project,
        'model',
        { ...entry.model, text: name },
        targetOfEntry(project, path, 'model', name),
      );
    }
    default:
      return [];
  }
  return missing(
    project,
    entry.kind,
    entry.name,
    targetOfEntry(project, path, entry.kind, entry.name.text, entry.node),
  );
}

function missing(
  project: Project,
  kind: ResourceType,
  { text: name, range }: SchemaName,
  target: EntryTarget,
): readonly Problem[] {
  if (target === 'there' || /\{\{|^\s*$/.test(name)) return [];
  if (target !== 'missing') {
    const message = `\`${name}\` is a ${target.type}: dbt reads its entry under \`${target.key}:\` alone.`;
    return [{ range, message }];
  }
  const suggestions =
    kind === 'macro' ? nearestMacros(project, name, rootPackageName(project)) : near(project, kind, name);
  return [
    { range, message: `There is no ${kind} \`${name}\`${didYouMean(suggestions) || '.'}`, suggestions },
  ];
}

function near(project: Project, kind: ResourceType, name: string): readonly string[] {
  const { manifest } = project.artifacts;
  const own = rootPackageName(project);
  const known = manifest ? entriesOfType(manifest, kind) : [];
  return nearestNames(
    name,
    known.flatMap((entry) => (entry.packageName === own ? [entry.name] : [])),
  );
}
