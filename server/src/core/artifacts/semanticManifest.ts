// semantic_manifest.json: which semantic models, metrics and saved queries MetricFlow knows, and on which relations.
// Deliberately absent: measures, dimensions and queries; the manifest has the entries themselves.

import { parsePythonJson } from './bytes.ts';
import { asList, asRecord, asText } from './json.ts';
import type { ArtifactProblem } from './types.ts';

/** A semantic model and the relation that it describes. */
export interface SemanticModel {
  readonly name: string;
  /** The relation as the warehouse spells it, quoted. */
  readonly relationName: string | undefined;
}

/** semantic_manifest.json. */
export interface SemanticManifest {
  readonly semanticModels: readonly SemanticModel[];
  readonly metrics: readonly string[];
  readonly savedQueries: readonly string[];
}

/** A semantic manifest that was read, or why it wasn't. */
export interface SemanticManifestRead {
  readonly semanticManifest: SemanticManifest | undefined;
  readonly problems: readonly ArtifactProblem[];
  /** Whether reading the file again may help. */
  readonly torn: boolean;
}

/** Reads the text of semantic_manifest.json. */
export function readSemanticManifest(text: string): SemanticManifestRead {
  const json = parsePythonJson(text);
  if (json === undefined)
    return failed('semantic_manifest.json is incomplete or no JSON; dbt may be writing it.', true);
  const file = asRecord(json);
  if (!Array.isArray(file['semantic_models']) && !Array.isArray(file['metrics'])) {
    return failed('semantic_manifest.json is not a dbt semantic manifest.', false);
  }
  const names = (value: unknown): string[] =>
    asList(value).flatMap((item) => asText(asRecord(item)['name']) ?? []);
  return {
    semanticManifest: {
      semanticModels: asList(file['semantic_models']).flatMap((item) => {
        const model = asRecord(item);
        const name = asText(model['name']);
        const relationName = asText(asRecord(model['node_relation'])['relation_name']);
        return name ? [{ name, relationName }] : [];
      }),
      metrics: names(file['metrics']),
      savedQueries: names(file['saved_queries']),
    },
    problems: [],
    torn: false,
  };
}

function failed(what: string, torn: boolean): SemanticManifestRead {
  const message = `${what} Run "dbt parse" to write it again.`;
  return { semanticManifest: undefined, problems: [{ artifact: 'semantic_manifest', message }], torn };
}
