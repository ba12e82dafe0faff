// Changes on disk that the client watches for us, where it can: the source files of each loaded project.
// Deliberately absent: artifacts, which the host watches itself, since editors miss them after `dbt clean`.

import type { DidChangeWatchedFilesParams } from 'vscode-languageserver/node';
import { projectFile } from '../core/yaml/projectConfig.ts';
import type { FileChange } from '../host/files.ts';
import { sourceFolders } from '../host/listing.ts';
import { pathToUri, relativeTo, uriToPath } from '../host/paths.ts';
import type { ProjectHost } from '../host/projectHost.ts';
import type { Session } from './session.ts';

const kinds = { 1: 'created', 2: 'changed', 3: 'deleted' } as const;
const extensions = '{sql,yml,yaml,py,md,csv}';

/** Asks the client to watch a project's files; again when its folders changed. */
export class Watching {
  readonly #session: Session;
  readonly #registered = new WeakMap<ProjectHost, { readonly id: string; readonly patterns: string }>();
  #count = 0;

  constructor(session: Session) {
    this.#session = session;
  }

  /** Asks to be told of projects that come and go. */
  async start(): Promise<void> {
    if (!this.#session.traits.watchedFiles) return;
    const method = 'workspace/didChangeWatchedFiles';
    const registerOptions = { watchers: [{ globPattern: `**/${projectFile}` }] };
    await this.#session.connection.sendRequest('client/registerCapability', {
      registrations: [{ id: 'dbtContext/projects', method, registerOptions }],
    });
  }

  async update(host: ProjectHost): Promise<void> {
    const { traits, connection } = this.#session;
    if (!traits.watchedFiles || !host.isLoaded) return;
    const patterns = patternsOf(host);
    const key = patterns.join('\n');
    const before = this.#registered.get(host);
    if (before?.patterns === key) return;
    const method = 'workspace/didChangeWatchedFiles';
    const id = `dbtContext/files/${++this.#count}`;
    this.#registered.set(host, { id, patterns: key });
    const baseUri = pathToUri(host.folder);
    const watchers = patterns.map((pattern) => ({
      globPattern: traits.relativePatterns ? { baseUri, pattern } : `${escaped(host.folder)}/${pattern}`,
    }));
    await connection.sendRequest('client/registerCapability', {
      registrations: [{ id, method, registerOptions: { watchers } }],
    });
    if (before)
      await connection.sendRequest('client/unregisterCapability', {
        // The protocol's own spelling.
        unregisterations: [{ id: before.id, method }],
      });
  }

  /** Hands changes to the projects they belong to. Loads none. */
  changed({ changes }: DidChangeWatchedFilesParams): void {
    const files = changes.flatMap(({ uri, type }) => {
      const file = uriToPath(uri);
      return file === undefined ? [] : [{ file, kind: kinds[type] }];
    });
    for (const host of this.#session.workspace.hosts) {
      const own = files.flatMap(({ file, kind }): FileChange[] => {
        const path = relativeTo(host.folder, file);
        return path ? [{ path, kind }] : [];
      });
      if (own.length > 0) host.filesChanged(own);
    }
  }
}

function patternsOf(host: ProjectHost): readonly string[] {
  const { config } = host.current;
  const folders = [...sourceFolders(config), ...host.packageFolders];
  const inside = folders.map((folder) => `${folder === '' ? '' : `${folder}/`}**/*.${extensions}`);
  return ['*.{yml,yaml}', ...inside];
}

/** A folder's own name may hold characters that mean something in a pattern. */
function escaped(folder: string): string {
  return folder.replaceAll('\\', '/').replace(/[[\]{}*?]/g, '[$&]');
}
