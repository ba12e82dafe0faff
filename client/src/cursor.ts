// The file in front and the cursor in it, told when they rest: the one thing that the views follow. The last file stays while
// something that is no file has the focus. Deliberately absent: what the views make of it.

import { type Disposable, EventEmitter, type TextEditor, window } from 'vscode';
import type { ProtocolPosition } from '../../server/src/protocol.ts';

/** A file, and where its cursor was last. */
export interface CursorPlace {
  readonly uri: string;
  readonly position: ProtocolPosition;
}

const restMilliseconds = 150;

/** See the head of this file. */
export class Cursor implements Disposable {
  readonly #rested = new EventEmitter<CursorPlace>();
  readonly #disposables: Disposable[];
  #place: CursorPlace | undefined;
  #resting: NodeJS.Timeout | undefined;

  /** The cursor has rested at another place than before. */
  readonly onDidRest = this.#rested.event;

  constructor() {
    // After a reload a tab that is no file may have the focus.
    this.#place = placeIn(window.activeTextEditor ?? window.visibleTextEditors[0]);
    this.#disposables = [
      this.#rested,
      window.onDidChangeActiveTextEditor((editor) => this.#move(editor)),
      // Files that are opened again after a reload come one after the other, and none may get the focus.
      window.onDidChangeVisibleTextEditors(([editor]) => {
        if (!this.#place) this.#move(editor);
      }),
      window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (textEditor === window.activeTextEditor) this.#move(textEditor);
      }),
    ];
  }

  dispose(): void {
    clearTimeout(this.#resting);
    for (const each of this.#disposables) each.dispose();
  }

  /** Where it is now, rested or not; undefined where no file was in front yet. */
  get place(): CursorPlace | undefined {
    return this.#place;
  }

  #move(editor: TextEditor | undefined): void {
    const place = placeIn(editor);
    if (!place || isSame(place, this.#place)) return;
    this.#place = place;
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => this.#rested.fire(place), restMilliseconds);
  }
}

function placeIn(editor: TextEditor | undefined): CursorPlace | undefined {
  if (editor?.document.uri.scheme !== 'file') return undefined;
  const { line, character } = editor.selection.active;
  return { uri: editor.document.uri.toString(), position: { line, character } };
}

function isSame(a: CursorPlace, b: CursorPlace | undefined): boolean {
  return (
    a.uri === b?.uri && a.position.line === b.position.line && a.position.character === b.position.character
  );
}
