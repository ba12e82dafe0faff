// What client and server say to each other beyond LSP: types and method-name constants only, so that the client's bundle
// holds nothing of the server. Every request here may be ignored by other editors: hover, definition and problems are plain LSP.

/** Names of the requests and notifications that LSP doesn't have. */
export const methods = {
  /** {@link LineageRootsParams} → {@link LineageRoots}. */
  lineageRoots: 'dbtContext/lineageRoots',
  /** {@link LineageChildrenParams} → {@link LineageRow}[]. */
  lineageChildren: 'dbtContext/lineageChildren',
  /** {@link LineageColumnsParams} → {@link LineageColumn}[]. */
  lineageColumns: 'dbtContext/lineageColumns',
  /** LineageGraphParams → LineageAnswer of lineageProtocol.ts: the bounded neighbourhood that the panel draws. */
  lineageGraph: 'dbtContext/lineageGraph',
  /** CardParams → CardView | null, of lineageProtocol.ts. */
  card: 'dbtContext/card',
  /** {@link ShowNodeParams} → {@link ShownNode} | null. */
  showNode: 'dbtContext/showNode',
  /** {@link NamesParams} → {@link NameInDocument}[] | null. */
  names: 'dbtContext/names',
  /** {@link NamesParams} → what is understood of the document's SQL (columns, types, where they come from), or null. */
  columns: 'dbtContext/columns',
  /** {@link FactsParams} → what `dbt-context show --format json` prints, or null. */
  facts: 'dbtContext/facts',
  /** FindingsParams → FindingsAnswer of findingsProtocol.ts: all findings of a project, in groups. */
  findings: 'dbtContext/findings',
  /** FindingsOfGroupParams → FindingsPage. */
  findingsOfGroup: 'dbtContext/findingsOfGroup',
  /** WatchFindingsParams → null: from now on a project's findings are kept current, or no longer. */
  watchFindings: 'dbtContext/watchFindings',
  /** Server → client, FindingsChanged: only of what is watched. */
  findingsChanged: 'dbtContext/findingsChanged',
  /** {@link ReloadParams} → null, when everything is read again. */
  reload: 'dbtContext/reload',
  /** Server → client, {@link ProjectStatus}: whenever what is said of a project changes. Only where the client asked for it. */
  status: 'dbtContext/status',
  /** Server → client, {@link LineageChanged}: lineage may have changed. Only where the client asked for it. */
  lineageChanged: 'dbtContext/lineageChanged',
} as const;

/** The command ids that links in a hover's Markdown may name, for clients that can run them. */
export const hoverCommands = {
  /** Arguments: [uri, position]. */
  open: 'dbtContext.open',
  /** Arguments of these: [uri of the project's folder, unique id]. */
  openNode: 'dbtContext.openNode',
  openYaml: 'dbtContext.openYaml',
  /** The same, or of a column also [column, `upstream` or `downstream`, both where absent]. Of nothing: the node in front. */
  showLineage: 'dbtContext.showLineage',
} as const;

/**
 * What the server's process is started with: a young generation of 4 MB. What is made of a project stays, and with 16 MB a collection
 * would copy so much of it that nobody is answered for 20 to 40 ms.
 */
export const serverFlags: readonly string[] = ['--max-semi-space-size=4'];

/** `initializationOptions` of `initialize`. All of it is optional: without it the server assumes nothing of the client. */
export interface InitializationOptions {
  /** The client runs {@link hoverCommands} from links in a hover. */
  readonly commandLinks?: boolean;
  /** The client draws `$(icon)` in a hover. */
  readonly themeIcons?: boolean;
  /** The client listens to {@link methods.status} and {@link methods.lineageChanged}. */
  readonly status?: boolean;
  /** Another dbt extension is active, which shows a model's description and columns: `hover.mode: auto` leaves them out. */
  readonly otherDbtExtension?: boolean;
  /** Settings `dbtContext.*`, nested or dotted, for clients without `workspace/configuration`. */
  readonly settings?: unknown;
}

/** A position as LSP has it, in the encoding negotiated. */
export interface ProtocolPosition {
  readonly line: number;
  readonly character: number;
}

/** A place in a file. */
export interface ProtocolLocation {
  readonly uri: string;
  readonly range: { readonly start: ProtocolPosition; readonly end: ProtocolPosition };
}

/** Upstream: what a node reads. Downstream: what reads it. */
export type LineageDirection = 'upstream' | 'downstream';

/** How a node is doing, worst first: `failed` (its run or a test), `late` (its data), `fine`, `unknown`. */
export type LineageState = 'failed' | 'late' | 'fine' | 'unknown';

/** One row of the tree. */
export interface LineageRow {
  readonly uniqueId: string;
  readonly label: string;
  /** Resource type in words, for people: model, source, semantic model … */
  readonly kind: string;
  /** Name of a VS Code icon. */
  readonly icon: string;
  /** Owner, freshness and last run, as far as known, on one line; what asks for attention first. */
  readonly description: string;
  /** Failing tests, or undefined when none fails. */
  readonly badge: string | undefined;
  readonly state: LineageState;
  /** The row has children in its direction. A cycle's row has none. */
  readonly expandable: boolean;
  /** `cycle`: it stands above itself on this path. `again`: it is also reached by a shorter path, under `also`. */
  readonly mark: 'cycle' | 'again' | undefined;
  /** The name of the shorter path's parent, where `mark` is `again`. */
  readonly also: string | undefined;
  /** It may have columns: how many takes understanding what it reads. */
  readonly hasColumns: boolean;
  /** All of it in one sentence, for a screen reader. */
  readonly spoken: string;
}

/** Which file the tree is about. */
export interface LineageRootsParams {
  readonly uri: string;
  /** The cursor: in YAML the entry there is meant, else the file's first. */
  readonly position?: ProtocolPosition;
  /** A node of the file's project to show in place of the file's own. */
  readonly uniqueId?: string;
}

/** The tree's top. */
export type LineageRoots =
  | {
      readonly kind: 'node';
      readonly folder: string;
      readonly root: LineageRow;
      readonly upstream: readonly LineageRow[];
      readonly downstream: readonly LineageRow[];
    }
  /** Nothing to show, and why: a sentence that says what to do. */
  | {
      readonly kind: 'nothing';
      readonly reason: 'noProject' | 'noManifest' | 'noNode';
      readonly message: string;
    };

/** One step further from a row. */
export interface LineageChildrenParams {
  /** URI of the project's folder. */
  readonly folder: string;
  readonly direction: LineageDirection;
  /** Unique ids from the root to the row, both included. */
  readonly path: readonly string[];
}

/** The columns of a node; with `column` what is one step from that one. */
export interface LineageColumnsParams {
  /** URI of the project's folder. */
  readonly folder: string;
  /** A unique id, or `file:` and a path. */
  readonly node: string;
  readonly column?: string;
  /** What the column is made of (upstream), or who reads it; both where absent. */
  readonly direction?: LineageDirection;
}

/** A column in the tree; of a step also a node that nobody knows the columns of, or whose rows are decided. */
export interface LineageColumn {
  readonly node: string;
  /** Absent where the node as a whole is meant. */
  readonly column?: string;
  /** The column's name; of a step with its node's. */
  readonly label: string;
  /** Name of a VS Code icon. */
  readonly icon: string;
  /** How it is read, its type, what its name promises, and tests that fail, as far as known. */
  readonly description: string;
  /** Failing tests, or undefined when none fails. */
  readonly badge: string | undefined;
  readonly state: LineageState;
  /** Of a step, which way it went. */
  readonly direction: LineageDirection | undefined;
  readonly expandable: boolean;
  /** All of it in one sentence, for a screen reader. */
  readonly spoken: string;
}

/** A project's lineage may be another. */
export interface LineageChanged {
  /** URI of the project's folder. */
  readonly folder: string;
}

/** A node to show or open: its unique id or any name that `dbt-context show` takes. */
export interface ShowNodeParams {
  /** A file or the folder of the project. */
  readonly uri: string;
  readonly name: string;
  /** The place of this column is asked for too. */
  readonly column?: string;
}

/** A node's card and its places. */
export interface ShownNode {
  /** A unique id, or `file:` and a path. */
  readonly uniqueId: string;
  /** The card of the column, where one was asked for. */
  readonly markdown: string;
  readonly file: ProtocolLocation | undefined;
  /** Its entry in YAML. */
  readonly yaml: ProtocolLocation | undefined;
  /** Where its SQL makes the column asked for, else where YAML lists it; undefined where none was asked for or it has no place. */
  readonly column: ProtocolLocation | undefined;
}

/** A document whose names are asked for. */
export interface NamesParams {
  readonly uri: string;
}

/** A name in a document: what is written (`name`, `package`, `version`; `source`, `table` …) and what it is. */
export interface NameInDocument {
  /** ref, source, macro, doc, var … */
  readonly kind: string;
  readonly range: ProtocolLocation['range'];
  /** What dbt's manifest has for it, if one thing. */
  readonly uniqueId: string | null;
  /** found, file (not in the manifest yet), disabled, unknown-version, tables, var, builtin or unknown. */
  readonly status: string;
}

/** A node whose facts are asked for. */
export interface FactsParams {
  /** A file of the project. */
  readonly uri: string;
  readonly uniqueId: string;
}

/** Reads a project's artifacts and files again; all projects where `uri` is left out. */
export interface ReloadParams {
  readonly uri?: string;
}

/** What is known of a project's artifacts, for a status item. */
export interface ProjectStatus {
  /** URI of the project's folder. */
  readonly folder: string;
  readonly name: string;
  readonly state: 'loading' | 'ready' | 'problem' | 'closed';
  /** The artifacts that are read, the manifest first. */
  readonly artifacts: readonly {
    readonly name: string;
    /** Where it lies, for people. */
    readonly path: string;
    /** When it was written, milliseconds since 1970. */
    readonly modifiedAt: number;
  }[];
  /** Sentences: what is wrong and what to run. */
  readonly problems: readonly string[];
}
