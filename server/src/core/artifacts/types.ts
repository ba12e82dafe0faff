// What core knows of dbt's artifacts, the same for every schema version and for Fusion. The readers beside this file fill it.
// Deliberately absent: raw JSON. A field that an artifact doesn't have is undefined (or an empty list), never null.

/** dbt's resource types, as written in artifacts; `doc` and `group` stand for the top-level maps of these names. */
export type ResourceType =
  | 'model'
  | 'seed'
  | 'snapshot'
  | 'source'
  | 'analysis'
  | 'test'
  | 'unit_test'
  | 'exposure'
  | 'metric'
  | 'semantic_model'
  | 'saved_query'
  | 'function'
  | 'operation'
  | 'macro'
  | 'group'
  | 'doc';

/**
 * One thing of the manifest, small and without bytes. The same object serves across reloads for as long as its meaning is
 * equal (run-only fields such as `created_at` and compiled code put aside), so derived values can be memoised on it.
 */
export interface Entry {
  readonly uniqueId: string;
  readonly resourceType: ResourceType;
  readonly name: string;
  readonly packageName: string;
  /** Unique ids this depends on directly (nodes, sources, metrics …; macros apart), in the order of `depends_on.nodes`. */
  readonly dependsOn: readonly string[];
  /** Unique ids of the macros this calls directly; none for data tests, whose macro their name says. */
  readonly macros: readonly string[];
  /** The group it belongs to; undefined where it is in none or a manifest says it only in `config`. */
  readonly group: string | undefined;
  /** `original_file_path` with forward slashes, relative to the root of its own package; empty when another project owns it. */
  readonly originalFilePath: string;
  /** Only sources: the name of the source; `name` is the table's. */
  readonly sourceName: string | undefined;
  /** Only versioned models: the version as text. */
  readonly version: string | undefined;
  /** From the manifest's `disabled` map: dbt knows it but doesn't build it. */
  readonly disabled: boolean;
}

/** A person or team that an artifact names as owner: text as written; several addresses are kept apart. */
export interface Owner {
  readonly name: string | undefined;
  readonly emails: readonly string[];
}

/** Free-form `meta`; values are JSON. */
export type Meta = Readonly<Record<string, unknown>>;

/** A constraint of a model or a column, as declared. */
export interface Constraint {
  readonly type: string;
  readonly name: string | undefined;
  readonly expression: string | undefined;
  readonly columns: readonly string[];
  readonly warnUnenforced: boolean;
  readonly warnUnsupported: boolean;
}

/** A column as YAML declares it. */
export interface DeclaredColumn {
  readonly name: string;
  readonly description: string;
  readonly dataType: string | undefined;
  readonly meta: Meta;
  readonly tags: readonly string[];
  /** Of BigQuery. */
  readonly policyTags: readonly string[];
  readonly constraints: readonly Constraint[];
  readonly quote: boolean;
}

/** A `ref()` as written in a node. */
export interface RefAsWritten {
  readonly name: string;
  readonly package: string | undefined;
  readonly version: string | undefined;
}

/** One limit of a freshness rule: so many minutes, hours or days. */
export interface FreshnessLimit {
  readonly count: number;
  readonly period: 'minute' | 'hour' | 'day';
}

/** A source's freshness rule. */
export interface FreshnessRule {
  readonly warnAfter: FreshnessLimit | undefined;
  readonly errorAfter: FreshnessLimit | undefined;
  readonly filter: string | undefined;
}

/** Everything else a manifest says of an entry, parsed on demand. Lists are empty where the resource type has no such field. */
export interface Detail {
  readonly uniqueId: string;
  readonly description: string;
  /** Exposures, metrics: the label for people. */
  readonly label: string | undefined;
  readonly database: string | undefined;
  readonly schema: string | undefined;
  /** Alias (nodes) or identifier (sources): the relation's own name. */
  readonly identifier: string | undefined;
  /** The relation as the warehouse spells it, quoted; undefined for what has no relation. */
  readonly relationName: string | undefined;
  readonly materialized: string | undefined;
  readonly language: string | undefined;
  readonly access: string | undefined;
  readonly group: string | undefined;
  readonly latestVersion: string | undefined;
  /** ISO text as written. */
  readonly deprecationDate: string | undefined;
  readonly contractEnforced: boolean;
  readonly constraints: readonly Constraint[];
  readonly columns: readonly DeclaredColumn[];
  readonly tags: readonly string[];
  readonly meta: Meta;
  readonly configMeta: Meta;
  /** Remaining keys of `config` that owners are looked up in. */
  readonly config: Meta;
  /** `owner` of exposures and groups. */
  readonly owner: Owner | undefined;
  readonly refs: readonly RefAsWritten[];
  /** `[source, table]` pairs as written. */
  readonly sources: readonly (readonly [string, string])[];
  /** `metric()` calls as written: names. */
  readonly metrics: readonly string[];
  /** Unique ids of macros used directly. */
  readonly macros: readonly string[];
  /** The YAML file with the entry's properties, relative to the root of its package; undefined when there is none. */
  readonly patchPath: string | undefined;
  /** SHA-256 of the file's stripped text, in hex, as dbt computed it. */
  readonly checksum: string | undefined;
  readonly rawCode: string | undefined;
  readonly compiledCode: string | undefined;
  // Sources
  readonly sourceDescription: string | undefined;
  readonly sourceMeta: Meta;
  readonly loader: string | undefined;
  readonly freshness: FreshnessRule | undefined;
  readonly loadedAtField: string | undefined;
  // Tests
  readonly testName: string | undefined;
  readonly testNamespace: string | undefined;
  readonly testArguments: Meta;
  readonly attachedNode: string | undefined;
  readonly columnName: string | undefined;
  readonly severity: string | undefined;
  // Exposures and the semantic layer
  readonly exposureType: string | undefined;
  readonly maturity: string | undefined;
  readonly url: string | undefined;
  readonly metricType: string | undefined;
  /** Semantic models: the model that it describes, as written (`ref('orders')`). Unit tests: the model's name. */
  readonly model: string | undefined;
  // Macros and docs
  readonly macroSql: string | undefined;
  readonly arguments: readonly {
    readonly name: string;
    readonly type: string | undefined;
    readonly description: string;
  }[];
  readonly blockContents: string | undefined;
}

/** What a manifest says of itself. Times are milliseconds since 1970. */
export interface ManifestMetadata {
  /** The number in `dbt_schema_version` (12 for v12); undefined when the file doesn't say. */
  readonly schemaVersion: number | undefined;
  readonly dbtVersion: string | undefined;
  readonly generatedAt: number | undefined;
  readonly projectName: string | undefined;
  readonly adapterType: string | undefined;
  readonly invocationId: string | undefined;
}

/**
 * A manifest that is an index over bytes. Entries and structure are in memory; details are parsed when asked for. Immutable;
 * a reload makes a new one that keeps the identity of every entry whose meaning is equal.
 */
export interface Manifest {
  readonly metadata: ManifestMetadata;
  /** Every entry, `disabled` ones last, in the order of the file. */
  readonly entries: readonly Entry[];
  /** The enabled entry of that id, else the first disabled one. */
  entry(uniqueId: string): Entry | undefined;
  /** What else the manifest says of it; undefined when its JSON doesn't parse and never did. */
  detail(entry: Entry): Detail | undefined;
}

/** A column of a relation as the warehouse has it. */
export interface CatalogColumn {
  readonly name: string;
  readonly type: string;
  readonly comment: string | undefined;
  /** Position, from 1 as a rule. */
  readonly index: number;
}

/** A relation as the warehouse has it, by `dbt docs generate`. */
export interface CatalogRelation {
  readonly uniqueId: string;
  /** BASE TABLE, VIEW …, as the adapter spells it. */
  readonly type: string | undefined;
  /** Warehouse role or user. */
  readonly owner: string | undefined;
  readonly comment: string | undefined;
  /** In order of their index. */
  readonly columns: readonly CatalogColumn[];
  /** From the statistics, where the adapter gives them. */
  readonly rowCount: number | undefined;
  readonly bytes: number | undefined;
}

/** catalog.json. */
export interface Catalog {
  readonly generatedAt: number | undefined;
  relation(uniqueId: string): CatalogRelation | undefined;
}

/** One result of one command. Times are milliseconds since 1970, durations seconds. */
export interface RunResult {
  readonly uniqueId: string;
  /** In lower case: success, error, skipped, pass, fail, warn, partial success, no-op, reused, runtime error. */
  readonly status: string;
  readonly message: string | undefined;
  readonly failures: number | undefined;
  readonly executionTime: number | undefined;
  /** When it ended: `timing`, else the file's `generated_at`. */
  readonly completedAt: number | undefined;
  readonly rowsAffected: number | undefined;
  readonly bytesProcessed: number | undefined;
}

/** run_results.json: one command. */
export interface RunResults {
  readonly generatedAt: number | undefined;
  readonly invocationId: string | undefined;
  /**
   * `args.which` in lower case: build, run, test, seed, snapshot, compile, generate, show … A file without it that shows
   * the warehouse's answers counts as build; undefined when nothing tells.
   */
  readonly command: string | undefined;
  readonly elapsedTime: number | undefined;
  readonly results: readonly RunResult[];
}

/** What a freshness check found of one source table. */
export interface FreshnessResult {
  readonly uniqueId: string;
  /** In lower case: pass, warn, error, runtime error. */
  readonly status: string;
  readonly maxLoadedAt: number | undefined;
  /** When it was checked. */
  readonly snapshottedAt: number | undefined;
  readonly rule: FreshnessRule | undefined;
  readonly error: string | undefined;
}

/** sources.json. */
export interface SourceFreshness {
  readonly generatedAt: number | undefined;
  result(uniqueId: string): FreshnessResult | undefined;
}

/** A problem of an artifact, in one sentence for people, and what to do about it. */
export interface ArtifactProblem {
  readonly artifact: ArtifactName;
  readonly message: string;
}

/** The files dbt writes that are read here. */
export type ArtifactName = 'manifest' | 'catalog' | 'run_results' | 'sources' | 'semantic_manifest';
