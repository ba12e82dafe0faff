// What the lineage panel (client/webview) and its host (client/src) say to each other: types only. The panel keeps its own state and asks; the
// host passes on, tells what is in front, and does what only the editor can. Nothing is sent to a panel that is hidden: it asks when it is shown.

import type {
  CardParams,
  CardView,
  LineageAnswer,
  LineageGraphParams,
  LineageNothing,
} from '../server/src/lineageProtocol.ts';
import type { LineageDirection, ProtocolPosition } from '../server/src/protocol.ts';

/** Where a panel is: the sidebar's follows the cursor; an editor tab begins pinned to what it was opened for. */
export type PanelPlace = 'sidebar' | 'editor';

/** What a command, a title icon or a key asks the panel to do. */
export type PanelCommand =
  | 'back'
  | 'forward'
  | 'togglePin'
  | 'search'
  | 'filter'
  | 'fit'
  | 'expandUpstream'
  | 'expandDownstream'
  | 'expandAll'
  | 'collapse'
  | 'details'
  | 'copyImpact'
  | 'exportSvg'
  | 'exportPng'
  | 'exportMermaid'
  | 'exportDot'
  | 'exportJson';

export type ExportFormat = 'svg' | 'png' | 'mermaid' | 'dot' | 'json';

/** Something to show, asked for by a link, a lens or a command. */
export interface PanelTarget {
  readonly folder: string;
  readonly node: string;
  readonly column?: string;
  /** Of a column: where it comes from, or who reads it; both where absent. */
  readonly direction?: LineageDirection;
}

/** Host → panel. */
export type ToPanel =
  /** The answer to `ready`, and whenever something else is in front while the panel can be seen. */
  | { readonly type: 'cursor'; readonly uri: string | undefined; readonly position?: ProtocolPosition }
  /** Lineage may be another: the panel asks again. */
  | { readonly type: 'changed' }
  | { readonly type: 'graph'; readonly version: number; readonly answer: LineageAnswer | LineageNothing }
  | { readonly type: 'card'; readonly version: number; readonly card: CardView | undefined }
  | { readonly type: 'show'; readonly target: PanelTarget }
  | { readonly type: 'command'; readonly command: PanelCommand };

/** Panel → host. */
export type FromPanel =
  /** It runs: it wants the cursor, and a target where one waits. */
  | { readonly type: 'ready' }
  /** `version` comes back with the answer; an answer to an older question is dropped by the panel. */
  | { readonly type: 'graph'; readonly version: number; readonly params: LineageGraphParams }
  | { readonly type: 'card'; readonly version: number; readonly params: CardParams }
  | {
      readonly type: 'open';
      readonly folder: string;
      readonly node: string;
      readonly column?: string;
      readonly what: 'file' | 'yaml';
      /** The focus stays in the panel. */
      readonly keepFocus: boolean;
    }
  | { readonly type: 'copy'; readonly text: string; readonly what: string }
  /** `data` is the text; of a PNG its bytes in base 64. */
  | { readonly type: 'save'; readonly format: ExportFormat; readonly name: string; readonly data: string }
  /** It has got the focus: commands that name no panel are for it. */
  | { readonly type: 'focus' }
  /** The same graph in an editor tab. */
  | { readonly type: 'openInEditor'; readonly target: PanelTarget }
  /** For title icons and the view's description. */
  | {
      readonly type: 'state';
      readonly canGoBack: boolean;
      readonly canGoForward: boolean;
      readonly pinned: boolean;
      readonly title: string;
    };
