// Where a file speaks of a contract as a whole: the key of its configuration, or else the model's name in YAML.
// Deliberately absent: columns.

import { isYaml } from '../../semantics/modelFiles.ts';
import type { TextRange } from '../../text.ts';
import type { Contract } from './contract.ts';
import { configNode } from './contractConfig.ts';

/**
 * Where a finding about a configuration of a contract's model is drawn in a file: at the first of the keys that the file's
 * configuration has, else, in YAML, at the model’s name. Undefined where the other file says it.
 */
export function contractPlace(
  { described, texts, node, project }: Contract,
  path: string,
  keys: readonly string[],
): TextRange | undefined {
  const inSql = keys.find((key) => texts.sql?.rendered.config.has(key));
  if (!isYaml(path)) {
    const text = project.files.text(node.path)?.text ?? '';
    const found = inSql === undefined ? null : new RegExp(`\\b${inSql}\\b(?=\\s*=|["'])`).exec(text);
    return found ? { start: found.index, end: found.index + found[0].length } : undefined;
  }
  if (!described || inSql !== undefined) return undefined;
  const { entry } = described;
  const version = entry.versions.find((each) => each.version.text === node.entry?.version);
  for (const key of keys) {
    const value = (version && configNode(version.node, key)) ?? configNode(entry.node, key);
    if (value) return value.kind === 'scalar' ? value.inner : value.range;
  }
  return (version?.version ?? entry.name).range;
}
