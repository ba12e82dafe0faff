// Problems of open documents, pushed with the version they were computed for: shortly after typing stops, and when anything
// else of the project changes. One document at a time, so that requests get in between.

import type {
  Diagnostic,
  DiagnosticRelatedInformation,
  DiagnosticSeverity,
} from 'vscode-languageserver/node';
import { lint } from '../core/lint/engine.ts';
import { prepareLint } from '../core/lint/prepareLint.ts';
import type { Finding } from '../core/lint/rule.ts';
import { rulePage } from '../core/lint/rulePage.ts';
import { inSlices, untilQuiet } from '../host/artifacts/slices.ts';
import { isInPackages } from '../host/listing.ts';
import type { ProjectHost } from '../host/projectHost.ts';
import type { Settings } from '../host/settings.ts';
import { describe } from './guard.ts';
import type { FileInProject, Session } from './session.ts';
import { whileCurrent } from './whileCurrent.ts';

/** What the `data` of a diagnostic holds, for quick fixes of clients' own. */
export interface DiagnosticData {
  /** Names to put in place of the range, best first. */
  readonly suggestions: readonly string[];
}

const severities: Readonly<Record<Finding['severity'], DiagnosticSeverity>> = {
  error: 1,
  warning: 2,
  information: 3,
  hint: 4,
};

const method = 'textDocument/publishDiagnostics';

/** The findings of a file; none in installed packages, whose files aren't this project's to mend. */
export function findingsOf(session: Session, { project, path, source }: FileInProject): readonly Finding[] {
  if (isInPackages(project.config, path)) return [];
  return lint({ project, path, source, now: session.now() }, { onError: toLog(session, path) });
}

/** What becomes of a rule that throws in a file. */
export function toLog({ log }: Session, path: string): (rule: string, error: unknown) => void {
  return (rule, error) => log(`${rule}: ${path}: ${describe(error)}`);
}

/** A finding in the protocol's form, as far as the client understands it. */
export function diagnosticOf(session: Session, file: FileInProject, finding: Finding): Diagnostic {
  const { traits } = session;
  const related = (finding.related ?? []).flatMap((place): DiagnosticRelatedInformation[] => {
    const location = session.locationOf(file.host, file.project, place);
    return location ? [{ location, message: place.message }] : [];
  });
  const data: DiagnosticData = { suggestions: finding.suggestions ?? [] };
  return {
    range: session.rangeIn(file.source, finding.range),
    severity: severities[finding.severity],
    source: 'dbt-context',
    code: finding.rule,
    ...(traits.codeDescriptions ? { codeDescription: { href: rulePage(finding.rule) } } : {}),
    message: finding.message,
    ...(traits.relatedInformation && related.length > 0 ? { relatedInformation: related } : {}),
    ...(data.suggestions.length > 0 ? { data } : {}),
  };
}

/** See the head of this file. */
export class Diagnostics {
  readonly #session: Session;
  readonly #delay: number;
  readonly #timers = new Map<string, NodeJS.Timeout>();
  /** What the client was told last, to say nothing twice. */
  readonly #told = new Map<string, string>();

  constructor(session: Session, delay: number) {
    this.#session = session;
    this.#delay = delay;
  }

  /** A document was opened or edited. */
  schedule(uri: string): void {
    clearTimeout(this.#timers.get(uri));
    this.#timers.set(
      uri,
      setTimeout(() => {
        this.#timers.delete(uri);
        this.#publish(uri).catch((error: unknown) =>
          this.#session.log(`diagnostics: ${uri}: ${describe(error)}`),
        );
      }, this.#delay),
    );
  }

  /** Something of a project changed. */
  scheduleAll(host: ProjectHost): void {
    for (const { uri } of this.#session.documentsOf(host)) this.schedule(uri);
  }

  closed(uri: string): void {
    clearTimeout(this.#timers.get(uri));
    this.#timers.delete(uri);
    if (this.#told.delete(uri)) this.#session.notify(method, { uri, diagnostics: [] });
  }

  close(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }

  async #publish(uri: string): Promise<void> {
    const before = this.#session.documents.get(uri);
    const host = before?.file === undefined ? undefined : this.#session.workspace.hostOf(before.file);
    if (!before?.file || !host) return;
    await host.loaded;
    const early = this.#session.loadedFile(host, before.file);
    if (early) await this.#session.understand(early);
    const opened = this.#session.loadedFile(host, before.file);
    const pause = () => untilQuiet(() => this.#session.quiet());
    if (opened)
      await inSlices(whileCurrent(host, opened.project, prepareLint(opened.project, opened.path)), pause);
    // Closed or edited meanwhile: then another turn is due, or none.
    const document = this.#session.documents.get(uri);
    if (!document || this.#timers.has(uri)) return;
    const file = this.#session.loadedFile(host, before.file);
    const findings = file ? shown(findingsOf(this.#session, file), host.settings) : [];
    const diagnostics = file ? findings.map((finding) => diagnosticOf(this.#session, file, finding)) : [];
    const version = this.#session.traits.diagnosticVersions ? { version: document.version } : {};
    const message = { uri, ...version, diagnostics };
    const text = JSON.stringify(message);
    if (this.#told.get(uri) === text) return;
    this.#told.set(uri, text);
    this.#session.notify(method, message);
  }
}

/** The findings that the settings don't hide. */
export function shown<Each extends Pick<Finding, 'rule'>>(
  findings: readonly Each[],
  settings: Settings,
): readonly Each[] {
  if (!settings.diagnosticsEnabled) return [];
  return findings.filter(({ rule }) => !settings.diagnosticsHidden.includes(rule));
}
