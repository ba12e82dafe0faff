// The language status item: which project the file in front belongs to, which artifacts are read and how old they are, and
// what to do when something is missing. Problems are told here, once, and nowhere else.

import {
  commands,
  type Disposable,
  type LanguageStatusItem,
  LanguageStatusSeverity,
  languages as vscodeLanguages,
  window,
} from 'vscode';
import { methods, type ProjectStatus } from '../../server/src/protocol.ts';
import { languages } from './languages.ts';
import type { Server } from './server.ts';
import { type StatusRow, statusRows } from './statusRows.ts';

const minute = 60_000;

/** See the head of this file. */
export class StatusItem implements Disposable {
  readonly #items: LanguageStatusItem[] = [];
  readonly #statuses = new Map<string, ProjectStatus>();
  readonly #disposables: Disposable[] = [];
  readonly #timer: NodeJS.Timeout;

  constructor(server: Server) {
    server.onConnection((connection) => {
      this.#statuses.clear();
      connection.onNotification<ProjectStatus>(methods.status, (status) => {
        if (status.state === 'closed') this.#statuses.delete(status.folder);
        else this.#statuses.set(status.folder, status);
        this.#draw();
      });
    });
    this.#disposables.push(window.onDidChangeActiveTextEditor(() => this.#draw()));
    this.#timer = setInterval(() => this.#draw(), minute);
    this.#draw();
  }

  dispose(): void {
    clearInterval(this.#timer);
    for (const each of [...this.#disposables, ...this.#items]) each.dispose();
  }

  /** The status of the project that the file in front belongs to. */
  get current(): ProjectStatus | undefined {
    const uri = window.activeTextEditor?.document.uri.toString(true);
    if (uri === undefined) return undefined;
    return [...this.#statuses.values()]
      .filter(({ folder }) => uri.startsWith(`${decodeURIComponent(folder)}/`))
      .sort((a, b) => b.folder.length - a.folder.length)[0];
  }

  #draw(): void {
    const status = this.current;
    commands.executeCommand('setContext', 'dbtContext.inProject', status !== undefined);
    const rows = statusRows(status, Date.now());
    for (const item of this.#items.splice(rows.length)) item.dispose();
    rows.forEach((row, index) => {
      const item = this.#items[index] ?? makeItem(index);
      this.#items[index] = item;
      drawRow(item, row);
      item.busy = index === 0 && status?.state === 'loading';
      item.command = index === 0 && status ? { command: 'dbtContext.reload', title: 'Reload' } : undefined;
    });
  }
}

function makeItem(index: number): LanguageStatusItem {
  const item = vscodeLanguages.createLanguageStatusItem(
    `dbtContext.status${index}`,
    languages.map((language) => ({ scheme: 'file', language })),
  );
  item.name = 'dbt metadata';
  return item;
}

function drawRow(item: LanguageStatusItem, { text, detail, isProblem }: StatusRow): void {
  item.text = text;
  item.detail = detail;
  item.severity = isProblem ? LanguageStatusSeverity.Warning : LanguageStatusSeverity.Information;
  item.accessibilityInformation = { label: `${text} ${detail}` };
}
