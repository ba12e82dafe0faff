// Everything that rendering asks of the project. Questions are texts, answers are plain facts, so that a caller can record both
// and know later whether a rendering still holds. Deliberately absent: how a project answers (projectInputs.ts).

import type { MacroTemplate } from '../../jinja/render/environment.ts';
import type { SourceText } from '../../text.ts';

/** The three parts of a relation's name; undefined where it has none. */
export interface RelationPath {
  readonly database: string | undefined;
  readonly schema: string | undefined;
  readonly identifier: string | undefined;
}

/** One answer for each part of a relation's name. */
export interface EachPart {
  readonly database: boolean;
  readonly schema: boolean;
  readonly identifier: boolean;
}

/** A relation and how dbt writes it. */
export interface RelationFacts {
  /** The unique id of a node or source, or `file:` and the path of a model that dbt hasn't parsed yet; undefined for a relation of no node. */
  readonly id: string | undefined;
  readonly path: RelationPath;
  /** Which parts are in quotes. */
  readonly quoted: EachPart;
  /** Which parts are written at all. */
  readonly included: EachPart;
  /** As dbt writes it, where that doesn't follow from the parts. */
  readonly printed: string | undefined;
  /** An ephemeral model: a CTE that dbt puts in front of the query. */
  readonly ephemeral: boolean;
  /** `table`, `view` … as the materialization makes it; undefined where that can't be known. */
  readonly type: string | undefined;
}

/** A column as the warehouse has it. */
export interface ColumnFacts {
  /** As the warehouse spells it, since macros write it in quotes. */
  readonly name: string;
  readonly type: string | undefined;
}

/** The node that is rendered. Values are JSON. */
export interface NodeFacts {
  readonly relation: RelationFacts;
  readonly materialized: string | undefined;
  /** The configuration that dbt merged, `meta` too; undefined while dbt hasn't parsed the node. */
  readonly config: Readonly<Record<string, unknown>> | undefined;
  /** What `model` holds, as far as it is known. */
  readonly properties: Readonly<Record<string, unknown>>;
}

/** A node as `graph` lists it. */
export interface ListedNode {
  readonly id: string;
  readonly name: string;
  readonly resourceType: string;
  readonly packageName: string;
  /** Relative to the root of its package. */
  readonly path: string;
}

/** A macro and whether it is one of dbt's own, which this renderer may know better than their text tells. */
export interface MacroFacts {
  readonly template: MacroTemplate;
  readonly internal: boolean;
}

/** The value of a variable. */
export interface VariableFacts {
  /** As JSON. */
  readonly value: unknown;
  /** It is a number with a decimal point, which a whole number doesn't tell. */
  readonly float: boolean;
}

/** What holds for the whole project. A field is undefined where nothing of the project tells. */
export interface ProjectFacts {
  readonly adapterType: string | undefined;
  readonly dbtVersion: string | undefined;
  readonly projectName: string | undefined;
  readonly profileName: string | undefined;
  readonly targetName: string | undefined;
}

/**
 * See the head of this file. Every method is a function of its arguments and of the project alone. Answers are the same object
 * while nothing changed, or small plain objects that can be compared as JSON. `fromPath` is the file that is rendered.
 */
export interface RenderInputs {
  /** The text of a file of the project; undefined when there is none. */
  text(path: string): SourceText | undefined;
  /** The node of that unique id, else the one that the file makes; undefined for files that make none. */
  node(path: string, id: string | undefined): NodeFacts | undefined;
  /** What `graph` holds of a node or source, as JSON; undefined where the manifest has none of that id. */
  properties(id: string): Readonly<Record<string, unknown>> | undefined;
  /** The nodes or sources of the manifest that aren't disabled, in its order. */
  listed(what: 'nodes' | 'sources'): readonly ListedNode[];
  /** What a `ref` means; undefined when no such node is known. A version is compared as text. */
  ref(
    name: string,
    packageName: string | undefined,
    version: string | undefined,
    fromPath: string,
  ): RelationFacts | undefined;
  /** What a `source` means; undefined when no such source is known. */
  source(source: string, table: string, fromPath: string): RelationFacts | undefined;
  /** The node or source whose relation has that name, compared without case; undefined when there is none. */
  relationAt(
    database: string | undefined,
    schema: string | undefined,
    identifier: string,
  ): RelationFacts | undefined;
  /** The name of a relation of no node, as this adapter writes it. */
  relationFor(path: RelationPath): RelationFacts;
  /** What the name of a macro means; `dbt` and adapters' packages stand for dbt's own. */
  macro(name: string, packageName: string | undefined, fromPath: string): MacroFacts | undefined;
  /** The macro that `adapter.dispatch` takes. */
  dispatch(name: string, namespace: string | undefined, fromPath: string): MacroFacts | undefined;
  /** Whether macros can be called with this name in front. */
  hasPackage(name: string): boolean;
  /** The value that dbt_project.yml gives a variable; undefined where it gives none. */
  variable(name: string, fromPath: string): VariableFacts | undefined;
  /** The columns of a relation in their order; undefined unless all of them are known. */
  columns(id: string): readonly ColumnFacts[] | undefined;
  /** The schema or database of the target: where models go for which none is configured. Undefined where that doesn't tell. */
  targetPlace(part: 'schema' | 'database'): string | undefined;
  /** See {@link ProjectFacts}. */
  project(): ProjectFacts;
}
