// The language status item: which project the file in front belongs to, which artifacts are read and how old they are, and
// what to do when something is missing. Problems are told here, once, and nowhere else.

import {
  commands,
  type Disposable,
  LanguageStatusSeverity,
  languages as vscodeLanguages,
  window,
} from 'vscode';
import { methods, type ProjectStatus } from '../../server/src/protocol.ts';
import { age } from './age.ts';
import { languages } from './languages.ts';
import type { Server } from './server.ts';

const minute = 60_000;

/** See the head of this file. */
export class StatusItem implements Disposable {
  readonly #item = vscodeLanguages.createLanguageStatusItem(
    'dbtContext.status',
    languages.map((language) => ({ scheme: 'file', language })),
  );
  readonly #statuses = new Map<string, ProjectStatus>();
  readonly #disposables: Disposable[] = [];
  readonly #timer: NodeJS.Timeout;

  constructor(server: Server) {
    this.#item.name = 'dbt metadata';
    server.onConnection((connection) => {
      this.#statuses.clear();
      connection.onNotification<ProjectStatus>(methods.status, (status) => {
        if (status.state === 'closed') this.#statuses.delete(status.folder);
        else this.#statuses.set(status.folder, status);
        this.#draw();
      });
    });
    this.#disposables.push(
      this.#item,
      window.onDidChangeActiveTextEditor(() => this.#draw()),
    );
    this.#timer = setInterval(() => this.#draw(), minute);
    this.#draw();
  }

  dispose(): void {
    clearInterval(this.#timer);
    for (const each of this.#disposables) each.dispose();
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
    const item = this.#item;
    const status = this.current;
    commands.executeCommand('setContext', 'dbtContext.inProject', status !== undefined);
    item.busy = status?.state === 'loading';
    item.severity =
      status?.state === 'problem' ? LanguageStatusSeverity.Warning : LanguageStatusSeverity.Information;
    if (!status) {
      item.text = 'dbt: no project';
      item.detail = 'This file belongs to no dbt project.';
      item.command = undefined;
      return;
    }
    item.text = `dbt: ${status.name}`;
    item.command = { command: 'dbtContext.reload', title: 'Reload' };
    if (status.state === 'loading') {
      item.detail = 'Reading the project…';
      return;
    }
    const now = Date.now();
    // One line is shown: what is wrong, else how old the structure is. The log has the rest.
    const [manifest] = status.artifacts;
    item.detail =
      status.problems[0] ??
      (manifest ? `${manifest.path}, written ${age(now - manifest.modifiedAt)}` : 'Nothing is read yet.');
    item.accessibilityInformation = { label: `${item.text}. ${item.detail}` };
  }
}
