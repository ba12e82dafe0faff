// What the lineage panel asks the server and is told: types only. An answer is whole: everything to draw, never a difference,
// since a hidden panel misses messages. Deliberately absent: places on the screen, and what the panel and its host say to each other.

import type { LineageDirection, LineageState, ProtocolPosition } from './protocol.ts';

/** What the graph is centred on. */
export type LineageFocus =
  /** The node of a file; in YAML the entry at the cursor. With `columns` the column under the cursor, where there is one. */
  | {
      readonly kind: 'cursor';
      readonly uri: string;
      readonly position?: ProtocolPosition;
      readonly columns: boolean;
    }
  /** A node by its id, or a column of it; `folder` is the URI of its project. */
  | {
      readonly kind: 'node';
      readonly folder: string;
      readonly node: string;
      readonly column?: string;
    };

/** What nodes that don't fit are folded by. */
export type FoldBy = 'folder' | 'kind' | 'tag' | 'package';

/** A column of a node, by the node's id. */
export interface ColumnRef {
  readonly node: string;
  readonly column: string;
}

/** Steps further from a node than the view's own; `'all'`: as far as there is room. */
export interface Expansion {
  readonly node: string;
  readonly direction: LineageDirection;
  readonly steps: number | 'all';
}

/** Only nodes that match are shown; an empty list allows everything. The focus is always shown. */
export interface LineageFilter {
  readonly kinds: readonly string[];
  readonly tags: readonly string[];
  readonly packages: readonly string[];
  readonly folders: readonly string[];
  readonly owners: readonly string[];
  /** Only what failed or is late, itself or by what is upstream of it, and what an unsaved change breaks. */
  readonly attention: boolean;
}

/** What of the neighbourhood is shown. */
export interface LineageView {
  /** Steps from the focus; with a column in the focus, steps along its path. */
  readonly upstream: number | 'all';
  readonly downstream: number | 'all';
  readonly expanded: readonly Expansion[];
  /** How many nodes of a fold are shown by themselves. */
  readonly unfolded: readonly { readonly fold: string; readonly shown: number }[];
  /** Nodes whose columns are listed. */
  readonly opened: readonly string[];
  /** Its whole path is shown and lit, in both directions; where the focus is a column and this is absent, that one's. */
  readonly column?: ColumnRef;
  /** All ways from one node to another are shown and lit. */
  readonly path?: { readonly from: string; readonly to: string };
  readonly filter: LineageFilter;
  readonly foldBy: FoldBy;
}

export interface LineageGraphParams {
  readonly focus: LineageFocus;
  readonly view: LineageView;
}

/** What to draw, or a sentence that says why there is nothing and what to do. */
export type LineageAnswer = LineageGraph | LineageNothing;

export interface LineageNothing {
  readonly kind: 'nothing';
  /** `noFile` is only said by the panel's host. */
  readonly reason: 'noFile' | 'noProject' | 'noManifest' | 'noNode';
  readonly message: string;
}

/** A bounded neighbourhood. */
export interface LineageGraph {
  readonly kind: 'graph';
  /** URI of the project's folder. */
  readonly folder: string;
  readonly focus: { readonly node: string; readonly column?: string };
  /** The focus first, then the nearest. Ids are unique among nodes and folds. */
  readonly nodes: readonly GraphNode[];
  readonly folds: readonly GraphFold[];
  /** Between nodes and folds, in the direction that data flows; no two have both ends in common. */
  readonly edges: readonly GraphEdge[];
  readonly columnEdges: readonly GraphColumnEdge[];
  /** What can be filtered by, among all nodes within reach, before the filter; while not whole, as far as read. */
  readonly facets: LineageFacets;
  /** Nodes within reach that the filter hides. */
  readonly filtered: number;
  /** Undefined where no text differs from what dbt parsed in a way that anybody notices. */
  readonly impact: LineageImpact | undefined;
  /** "orders: 3 upstream, 12 downstream, owner …": the whole, not what is shown. */
  readonly summary: string;
  /** False while more is being found out (columns, who reads what, tags and owners): `lineageChanged` says when to ask again. */
  readonly whole: boolean;
  /** Sentences about what isn't known or was left out, with what to do; the age of the manifest where its texts have changed since. */
  readonly notes: readonly string[];
}

/** What happens to a node because of texts that aren't saved, or that dbt hasn't parsed. */
export type GraphImpact = 'changed' | 'breaks' | 'perhaps';

/** A short fact at a node: it is read without its colour. */
export interface GraphBadge {
  readonly kind: 'fresh' | 'run' | 'tests' | 'upstream' | 'impact' | 'new' | 'deprecated';
  /** Name of a codicon. */
  readonly icon: string;
  /** `2 tests fail`, `late, loaded 3 d ago`: short, on one line. */
  readonly text: string;
  readonly state: LineageState;
}

export interface GraphNode {
  /** A unique id, or `file:` and the path of what dbt hasn't parsed. */
  readonly id: string;
  readonly label: string;
  /** Resource type in words, for people. */
  readonly kind: string;
  /** Name of a codicon. */
  readonly icon: string;
  /** How a model is materialized, then its schema, else its folder; the package in front where it isn't the project's own. */
  readonly context: string;
  /** Names of the owners, on one line; undefined where none is known. */
  readonly owner: string | undefined;
  /** What asks for attention first. */
  readonly badges: readonly GraphBadge[];
  readonly state: LineageState;
  /** On which side of the focus: a node of a cycle is on both; `beside` where it is shown for another reason than lying on one. */
  readonly side: 'focus' | LineageDirection | 'both' | 'beside';
  /** Edges from the focus at least, filtered nodes counted; beside it nobody needs them. */
  readonly distance: number;
  /** Neighbours that neither the graph nor a fold of it shows. */
  readonly more: { readonly upstream: number; readonly downstream: number };
  /** It may have columns. */
  readonly hasColumns: boolean;
  /** Undefined where none are listed. */
  readonly columns: GraphColumns | undefined;
  /** It lies on the path asked for, or on that of the column. */
  readonly lit: boolean;
  readonly impact: GraphImpact | undefined;
  /** It has a file or an entry in YAML that can be opened. */
  readonly opens: boolean;
  /** All of it in one sentence, for a screen reader. */
  readonly spoken: string;
}

export interface GraphColumns {
  /** In the node's order: all of them where the node is opened, else those of a path. */
  readonly shown: readonly GraphColumn[];
  /** How many there are, as far as known. */
  readonly total: number;
  /** False where there may be more than are known. */
  readonly complete: boolean;
}

export interface GraphColumn {
  readonly name: string;
  readonly type: string | undefined;
  /** What its name promises by the vocabulary: "amount in euros". */
  readonly promise: string | undefined;
  /** Undefined where it has none. */
  readonly tests: { readonly all: number; readonly failing: number } | undefined;
  /** How it is classified ("pii"); undefined where it isn't. */
  readonly classified: string | undefined;
  readonly description: string;
  readonly lit: boolean;
  /** What the unsaved text does to it, or to what it is made of. */
  readonly impact: 'gone' | 'renamed' | 'type' | 'breaks' | undefined;
  readonly spoken: string;
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  /** Nodes between the two that the filter hides; 0 for a step that the project has. */
  readonly through: number;
  /** Only the text as it stands has it, or only what dbt parsed; at a fold, where that is so of each of its nodes. */
  readonly unsaved: 'added' | 'removed' | undefined;
  readonly lit: boolean;
}

/** How one column comes from another; `decides`: it decides which rows there are, by the clause. */
export type GraphHow =
  | 'passthrough'
  | 'rename'
  | 'cast'
  | 'expression'
  | 'aggregate'
  | 'window'
  | 'constant'
  | 'decides';

export interface GraphColumnEdge {
  readonly from: ColumnRef;
  /** `column` is absent where it decides rows. */
  readonly to: { readonly node: string; readonly column?: string };
  readonly how: GraphHow;
  /** Short words for the line: "renamed", "sum(…)", "join". */
  readonly label: string;
  readonly lit: boolean;
}

/** Nodes shown as one: "+n more". */
export interface GraphFold {
  /** The same for the same nodes' group after every change. */
  readonly id: string;
  /** What they have in common: a folder, a tag, a kind. */
  readonly label: string;
  readonly count: number;
  /** From the focus, else from the node that is expanded. */
  readonly direction: LineageDirection;
  /** How many of them failed, and are late. */
  readonly failed: number;
  readonly late: number;
  readonly spoken: string;
}

/** A value to filter by and how many nodes have it, most first. */
export interface Facet {
  readonly value: string;
  readonly count: number;
}

export interface LineageFacets {
  readonly kinds: readonly Facet[];
  readonly tags: readonly Facet[];
  readonly packages: readonly Facet[];
  readonly folders: readonly Facet[];
  readonly owners: readonly Facet[];
}

/** What changes of texts do to those who read: of the node in the focus, and of open files that aren't saved. */
export interface LineageImpact {
  readonly changes: readonly ImpactChange[];
  /** The nearest, those first. */
  readonly readers: readonly ImpactReader[];
  /** How many there are beyond these. */
  readonly more: number;
  /** Everybody to tell, each once, with the nearest that they own of it and how many more. */
  readonly owners: readonly {
    readonly owner: string;
    readonly labels: readonly string[];
    readonly more: number;
  }[];
  /** For a pull request. */
  readonly markdown: string;
  /** False where not all readers were looked at: there may be more than are known. */
  readonly whole: boolean;
}

export interface ImpactChange {
  readonly node: string;
  readonly column: string;
  readonly kind: 'gone' | 'renamed' | 'type';
  /** "amt_booking is gone", "… is renamed to …". */
  readonly text: string;
}

export interface ImpactReader {
  /** A unique id, or `file:` and a path; a test's or an exposure's too. */
  readonly node: string;
  readonly label: string;
  readonly kind: string;
  readonly owner: string | undefined;
  /** The changed columns that it reads. */
  readonly columns: readonly string[];
  /** It may read them: nobody knows. */
  readonly perhaps: boolean;
  /** It surely uses a column that it won't find; of one that only has another type nobody knows. */
  readonly breaks: boolean;
  readonly distance: number;
}

/** A node's or a column's card, as data: what a hover shows. */
export interface CardParams {
  readonly folder: string;
  readonly node: string;
  readonly column?: string;
}

/** Every text is on one line but for blocks of code. */
export interface CardView {
  readonly title: string;
  /** Name of a codicon. */
  readonly icon: string;
  readonly tags: readonly string[];
  readonly subtitle: string | undefined;
  readonly description: readonly RichBlock[];
  readonly facts: readonly {
    readonly icon: string;
    readonly label: string;
    readonly lines: readonly (readonly RichInline[])[];
  }[];
}

/** A block of a description, without depth: an allow-list of Markdown, everything else as text. */
export type RichBlock =
  | { readonly kind: 'paragraph' | 'heading' | 'quote'; readonly inlines: readonly RichInline[] }
  | {
      readonly kind: 'list';
      /** The number of the first item; absent where they have none. */
      readonly first?: number;
      readonly items: readonly (readonly RichInline[])[];
    }
  | { readonly kind: 'code'; readonly text: string };

export type RichInline =
  | {
      readonly kind: 'text' | 'code' | 'muted' | 'alert' | 'strong' | 'emphasis';
      readonly text: string;
    }
  /** `href` is http or https. */
  | { readonly kind: 'link'; readonly text: string; readonly href: string };
