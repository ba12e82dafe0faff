// The tree "Findings": everything that the rules find in a project, by rule, owner, file or severity. They are looked for while the
// view is visible. Deliberately absent: rows (findingsItems.ts) and anything that is judged here.

import {
  commands,
  type Disposable,
  EventEmitter,
  env,
  type Memento,
  type TreeDataProvider,
  type TreeItem,
  type TreeView,
  Uri,
  window,
  workspace,
} from 'vscode';
import type {
  FindingsAnswer,
  FindingsBy,
  FindingsOfGroupParams,
  FindingsPage,
  FindingsParams,
  WatchFindingsParams,
} from '../../../server/src/findingsProtocol.ts';
import { methods } from '../../../server/src/protocol.ts';
import type { Cursor } from '../cursor.ts';
import type { Server } from '../server.ts';
import { type FindingsElement, findingsItem, groupId, type MoreElement, pageOf } from './findingsItems.ts';
import { findingsCount, progressLine } from './findingsWords.ts';

const view = 'dbtContext.findings';
/** Rows of a group, and by how many they become more. */
const pageLength = 200;
const groupings: readonly FindingsBy[] = ['rule', 'owner', 'file', 'severity'];

/** See the head of this file. */
export class FindingsTree implements TreeDataProvider<FindingsElement>, Disposable {
  readonly #server: Server;
  readonly #cursor: Cursor;
  readonly #memento: Memento;
  readonly #view: TreeView<FindingsElement>;
  readonly #changed = new EventEmitter<FindingsElement | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #disposables: Disposable[];
  readonly #limits = new Map<string, number>();
  #by: FindingsBy;
  #answer: FindingsAnswer | undefined;
  /** The folder of the project whose findings the server looks for, at our word. */
  #watched: string | undefined;
  /** The file or folder that was shown last: it stays while files of no project are in front. */
  #folder: string | undefined;
  #file: string | undefined;
  #stopped = false;
  #asking = false;
  #askAgain = false;
  #endProgress: (() => void) | undefined;

  constructor(server: Server, cursor: Cursor, memento: Memento) {
    this.#server = server;
    this.#cursor = cursor;
    this.#memento = memento;
    this.#by = groupings.find((by) => by === memento.get(`${view}.by`)) ?? 'rule';
    this.#view = window.createTreeView(view, { treeDataProvider: this, showCollapseAll: true });
    setContext('By', this.#by);
    server.onConnection((connection) => {
      this.#watched = undefined;
      connection.onNotification(methods.findingsChanged, () => this.#refresh());
      this.#refresh();
    });
    const command = (id: string, run: (element: never) => unknown) =>
      commands.registerCommand(`${view}.${id}`, run);
    this.#disposables = [
      this.#view,
      this.#changed,
      this.#view.onDidChangeVisibility(() => this.#refresh()),
      cursor.onDidRest(({ uri }) => {
        if (uri !== this.#file) this.#refresh();
      }),
      command('byRule', () => this.#groupBy('rule')),
      command('byOwner', () => this.#groupBy('owner')),
      command('byFile', () => this.#groupBy('file')),
      command('bySeverity', () => this.#groupBy('severity')),
      command('again', () => this.#again()),
      command('stop', () => this.#stop()),
      command('more', (element: MoreElement) => this.#more(element)),
      command('openRule', async (element: FindingsElement) => {
        const page = pageOf(element);
        if (page !== undefined) await env.openExternal(Uri.parse(page, true));
      }),
      command('copyMessage', async (element: FindingsElement) => {
        if (element.kind === 'finding') await env.clipboard.writeText(element.finding.message);
      }),
    ];
    this.#refresh();
  }

  dispose(): void {
    this.#endProgress?.();
    for (const each of this.#disposables) each.dispose();
  }

  getTreeItem(element: FindingsElement): TreeItem {
    return findingsItem(element);
  }

  async getChildren(element?: FindingsElement): Promise<FindingsElement[]> {
    if (!element) {
      const answer = this.#answer;
      if (answer?.kind !== 'groups') return [];
      const { folder, by } = answer;
      return answer.groups.map((group) => ({ kind: 'group', folder, by, group }));
    }
    if (element.kind !== 'group') return [];
    const { folder, by, group } = element;
    const limit = this.#limits.get(groupId(element)) ?? pageLength;
    const params: FindingsOfGroupParams = { folder, by, key: group.key, limit };
    const page = await this.#server.request<FindingsPage | null>(methods.findingsOfGroup, params);
    if (!page) return [];
    const rows = page.findings.map(
      (finding): FindingsElement => ({ kind: 'finding', parent: element, finding }),
    );
    return page.more > 0 ? [...rows, { kind: 'more', parent: element, more: page.more }] : rows;
  }

  #refresh(): void {
    this.#update().catch((error: unknown) => window.showErrorMessage(String(error)));
  }

  /** Asks what there is, once more where that is being asked already, and has it looked for while somebody sees it. */
  async #update(): Promise<void> {
    this.#askAgain = this.#asking;
    if (this.#asking) return;
    this.#asking = true;
    try {
      if (this.#view.visible) await this.#ask();
      else await this.#watch(undefined);
    } finally {
      this.#asking = false;
    }
    if (this.#askAgain) await this.#update();
  }

  async #ask(): Promise<void> {
    this.#file = this.#cursor.place?.uri;
    const folders = (workspace.workspaceFolders ?? []).map(({ uri }) => uri.toString());
    const uris = [this.#file, this.#folder, ...folders].filter((uri) => uri !== undefined);
    const params: FindingsParams = { uris, by: this.#by };
    const answer = await this.#server.request<FindingsAnswer | null>(methods.findings, params);
    if (!answer) return;
    this.#show(answer);
    if (answer.folder !== this.#folder) this.#stopped = false;
    this.#folder = answer.folder;
    await this.#watch(this.#stopped ? undefined : answer.folder);
  }

  async #watch(folder: string | undefined, again = false): Promise<void> {
    if (folder === this.#watched && !again) return;
    this.#watched = folder;
    const params: WatchFindingsParams = folder === undefined ? {} : { folder, again };
    await this.#server.request(methods.watchFindings, params);
  }

  #show(answer: FindingsAnswer): void {
    const before = this.#answer;
    this.#answer = answer;
    const groups = answer.kind === 'groups' ? answer : undefined;
    const working = groups?.progress.work === 'working';
    this.#view.message = groups ? progressLine(groups.progress) : '';
    this.#view.description = groups ? findingsCount(groups.count, groups.name, groups.progress.complete) : '';
    setContext('Work', groups?.progress.work);
    setContext('State', stateOf(answer));
    if (working && !this.#endProgress) {
      window.withProgress(
        { location: { viewId: view } },
        () => new Promise<void>((end) => this.#working(end)),
      );
    } else if (!working) this.#working(undefined);
    // Places move with edits although the counts are the same.
    if (!working || rowsOf(answer) !== rowsOf(before)) this.#changed.fire(undefined);
  }

  #working(end: (() => void) | undefined): void {
    this.#endProgress?.();
    this.#endProgress = end;
  }

  async #groupBy(by: FindingsBy): Promise<void> {
    this.#by = by;
    setContext('By', by);
    await this.#memento.update(`${view}.by`, by);
    await this.#update();
  }

  async #again(): Promise<void> {
    this.#stopped = false;
    if (this.#folder !== undefined) await this.#watch(this.#folder, true);
    await this.#update();
  }

  async #stop(): Promise<void> {
    this.#stopped = true;
    await this.#watch(undefined);
    await this.#update();
  }

  #more({ parent }: MoreElement): void {
    const id = groupId(parent);
    this.#limits.set(id, (this.#limits.get(id) ?? pageLength) + pageLength);
    this.#changed.fire(parent);
  }
}

/** What the welcome texts go by. */
function stateOf(answer: FindingsAnswer): string {
  if (answer.kind === 'nothing') return answer.reason;
  if (answer.count > 0) return 'some';
  return answer.progress.work === 'done' ? 'none' : 'looking';
}

function rowsOf(answer: FindingsAnswer | undefined): string {
  return answer?.kind === 'groups' ? JSON.stringify(answer.groups) : '';
}

function setContext(name: 'By' | 'Work' | 'State', value: string | undefined): void {
  commands.executeCommand('setContext', `${view}${name}`, value);
}
