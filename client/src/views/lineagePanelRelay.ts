// What passes between one lineage panel and the rest: its questions go to the server, its wishes to the editor, and it is told
// what is in front. Deliberately absent: VS Code (see lineagePanelDeeds.ts), and any knowledge of what is drawn.

import type {
  CardParams,
  CardView,
  LineageAnswer,
  LineageGraphParams,
  LineageNothing,
} from '../../../server/src/lineageProtocol.ts';
import { methods } from '../../../server/src/protocol.ts';
import type { FromPanel, PanelCommand, PanelTarget, ToPanel } from '../../messages.ts';
import type { CursorPlace } from '../cursor.ts';

/** A message of the panel, by its type. */
export type Asked<Type extends FromPanel['type']> = Extract<FromPanel, { readonly type: Type }>;

/** What a relay can do for its panel. */
export interface PanelDeeds {
  post(message: ToPanel): void;
  /** Undefined when the server can't be reached. */
  request<Result>(method: string, params: object): Promise<Result | undefined>;
  cursor(): CursorPlace | undefined;
  open(what: Asked<'open'>): Promise<void>;
  copy(what: Asked<'copy'>): Promise<void>;
  /** `folder`: the project that is shown, where one is. */
  save(what: Asked<'save'>, folder: string | undefined): Promise<void>;
  openInEditor(target: PanelTarget): Promise<void>;
  stateChanged(state: Asked<'state'>): void;
  /** The panel has got the focus. */
  focused(): void;
}

const silent: LineageNothing = {
  kind: 'nothing',
  reason: 'noProject',
  message:
    'The language server doesn’t answer. Run “dbt Metadata: Restart Language Server”; “dbt Metadata: Show Log” says what went wrong.',
};

/** See the head of this file. */
export class PanelRelay {
  readonly #deeds: PanelDeeds;
  /** The panel runs and hears what is posted. */
  #listens = false;
  /** What was asked of the panel before it ran, in order. */
  #waiting: ToPanel[] = [];
  #shown: PanelTarget | undefined;
  /** How often the panel has started: what an earlier one asked is nobody's answer. */
  #starts = 0;
  /** Of the youngest question that was answered. */
  #version = 0;
  #state: Asked<'state'> | undefined;

  constructor(deeds: PanelDeeds) {
    this.#deeds = deeds;
  }

  /** What the panel's graph is centred on: what it was told to show, then what the last answer says. */
  get shown(): PanelTarget | undefined {
    return this.#shown;
  }

  /** What the panel last said of itself. */
  get state(): Asked<'state'> | undefined {
    return this.#state;
  }

  /** The panel is hidden: it is told nothing until it asks again. */
  hidden(): void {
    this.#listens = false;
  }

  /** Shows something, as soon as the panel runs. */
  show(target: PanelTarget): void {
    this.#shown = target;
    this.#ask({ type: 'show', target });
  }

  /** Passes a command on, as soon as the panel runs. */
  command(command: PanelCommand): void {
    this.#ask({ type: 'command', command });
  }

  /** Tells a panel that runs where the cursor is; another one asks when it starts. */
  cursorRested(): void {
    if (this.#listens) this.#postCursor();
  }

  /** Tells a panel that runs that lineage may be another; another one asks when it starts. */
  lineageChanged(): void {
    if (this.#listens) this.#deeds.post({ type: 'changed' });
  }

  /** Does what the panel asks for. */
  async receive(message: FromPanel): Promise<void> {
    switch (message.type) {
      case 'ready':
        return this.#ready();
      case 'graph':
        return this.#graph(message.version, message.params);
      case 'card':
        return this.#card(message.version, message.params);
      case 'open':
        return this.#deeds.open(message);
      case 'copy':
        return this.#deeds.copy(message);
      case 'save':
        return this.#deeds.save(message, this.#shown?.folder);
      case 'openInEditor':
        return this.#deeds.openInEditor(message.target);
      case 'focus':
        return this.#deeds.focused();
      case 'state':
        this.#state = message;
        return this.#deeds.stateChanged(message);
    }
  }

  #ready(): void {
    this.#listens = true;
    this.#starts++;
    this.#version = 0;
    this.#postCursor();
    for (const message of this.#waiting.splice(0)) this.#deeds.post(message);
  }

  #ask(message: ToPanel): void {
    if (this.#listens) this.#deeds.post(message);
    // Of several things to show the last is meant.
    else this.#waiting = [...this.#waiting.filter(({ type }) => type !== message.type), message];
  }

  #postCursor(): void {
    const place = this.#deeds.cursor();
    this.#deeds.post({ type: 'cursor', uri: place?.uri, ...(place ? { position: place.position } : {}) });
  }

  async #graph(version: number, params: LineageGraphParams): Promise<void> {
    const start = this.#starts;
    const answer = (await this.#deeds.request<LineageAnswer>(methods.lineageGraph, params)) ?? silent;
    if (start !== this.#starts) return;
    if (version >= this.#version) {
      this.#version = version;
      this.#shown = answer.kind === 'graph' ? { folder: answer.folder, ...answer.focus } : undefined;
    }
    this.#deeds.post({ type: 'graph', version, answer });
  }

  async #card(version: number, params: CardParams): Promise<void> {
    const start = this.#starts;
    const card = await this.#deeds.request<CardView | null>(methods.card, params);
    if (start === this.#starts) this.#deeds.post({ type: 'card', version, card: card ?? undefined });
  }
}
