// One project of a run of lint: opened, mended where that is wanted, and judged. Deliberately absent: other projects and the baseline.

import path from 'node:path';
import { visibleLine } from '../../core/card/visible.ts';
import { countOnce } from '../../core/lint/report/countOnce.ts';
import type { LintWish } from '../../core/lint/report/plainFinding.ts';
import { isSuppressed } from '../../core/lint/suppressions.ts';
import { positionAt } from '../../core/text.ts';
import { isInPackages } from '../../host/listing.ts';
import type { ProjectHost } from '../../host/projectHost.ts';
import { missingManifest, withProject } from '../openProject.ts';
import { type Terminal, WrongUse } from '../terminal.ts';
import { fixFiles } from './fixFiles.ts';
import { lintFiles } from './lintFiles.ts';
import { reportedFinding } from './makeReport.ts';
import type { LintOptions } from './options.ts';
import type { FixedFinding, ReportedFinding } from './report.ts';
import type { Selection } from './selection.ts';
import { showFrom } from './showPath.ts';

/** What is asked for. */
export interface ProjectJob {
  readonly selection: Selection;
  /** Absolute; undefined: changed or not. */
  readonly changed: ReadonlySet<string> | undefined;
  readonly options: LintOptions;
  /** Those of some findings that the baseline doesn't know. */
  unknown(findings: readonly ReportedFinding[]): readonly ReportedFinding[];
}

/** What comes of it. */
export interface ProjectResult {
  readonly selection: Selection;
  readonly findings: readonly ReportedFinding[];
  /** What was looked at, absolute. */
  readonly files: readonly string[];
  readonly fixed: readonly FixedFinding[];
  /** There is no manifest, or none that can be read: nothing was looked at. */
  readonly missing: boolean;
  /** Something in dbt-context.yml can't be used. */
  readonly badConfiguration: boolean;
  /** dbt-context.yml and the file it names, where something is wrong in them; absolute. */
  readonly configurationFiles: readonly string[];
}

/** See the head of this file. Throws WrongUse where mends can't be written. */
export function lintProject(job: ProjectJob, terminal: Terminal): Promise<ProjectResult> {
  const { selection, options } = job;
  const { folder } = selection;
  return withProject({ from: folder, targetPath: options.targetPath }, terminal, async (host) => {
    const problems = configurationProblems(host, terminal);
    const base = {
      selection,
      badConfiguration: problems.length > 0,
      configurationFiles: problems.map((each) => path.join(folder, each)),
    };
    if (missingManifest(host, terminal) !== undefined)
      return { ...base, findings: [], files: [], fixed: [], missing: true };
    await host.loadSqlParser();
    const paths = wantedPaths(job, host, problems, terminal);
    const withFixes = options.fix || ['text', 'json', 'sarif'].includes(options.format);
    const wish: LintWish = {
      rules: options.rules,
      level: options.level,
      fixes: withFixes ? options.failOn : undefined,
    };
    const now = terminal.now();
    const onError = (message: string) => terminal.error(visibleLine(message));
    const fixed = options.fix ? await mend(job, host, paths, wish, now, onError) : [];
    const { environment, progress } = terminal;
    const targetPath =
      options.targetPath === undefined ? '' : path.resolve(terminal.workingFolder, options.targetPath);
    const found = await lintFiles({
      project: host.current,
      start: { folder, targetPath, environment, now, wish },
      paths,
      threads: options.threads,
      onError,
      onProgress: (done) => progress?.(visibleLine(`${host.name}: ${done} of ${paths.length} files`)),
    });
    progress?.('');
    return {
      ...base,
      findings: countOnce(found).flatMap(
        (each) => reportedFinding(folder, host.current, each, options.failOn) ?? [],
      ),
      files: paths.map((each) => path.join(folder, each)),
      fixed,
      missing: false,
    };
  });
}

/** The files to look at, in the order of their names; says which named ones are passed over. */
function wantedPaths(
  { selection, changed, options }: ProjectJob,
  host: ProjectHost,
  configuration: readonly string[],
  terminal: Terminal,
): readonly string[] {
  const { config, files } = host.current;
  const { folder } = selection;
  const all = [...new Set([...files.paths, ...configuration])].sort();
  const own = all.filter((each) => !isInPackages(config, each));
  const wanted = own.filter((each) => {
    const file = path.join(folder, each);
    return selection.wants(file) && (changed?.has(file) ?? true);
  });
  if (options.verbose) {
    const known = new Set(own.map((each) => path.join(folder, each)));
    for (const file of selection.named)
      if (!known.has(file))
        terminal.error(`${file} is passed over: it is none of the files that dbt reads in ${host.name}.`);
  }
  return wanted;
}

/** The files of the configuration with something wrong in them; each problem is said with its place. */
function configurationProblems(host: ProjectHost, terminal: Terminal): readonly string[] {
  const { context, files } = host.current;
  if (context.severities.get('configuration') === 'off') return [];
  const problems = context.problems.filter(({ path: file, range }) => {
    const source = files.text(file);
    return !source || !isSuppressed(source, 'configuration', range.start);
  });
  const show = showFrom(terminal.workingFolder);
  for (const { path: file, range, message } of problems) {
    const source = files.text(file);
    const { line, character } = source ? positionAt(source, range.start) : { line: 0, character: 0 };
    terminal.error(
      visibleLine(`${show(path.join(host.folder, file))}:${line + 1}:${character + 1}: ${message}`),
    );
  }
  return [...new Set(problems.map(({ path: file }) => file))];
}

async function mend(
  job: ProjectJob,
  host: ProjectHost,
  paths: readonly string[],
  wish: LintWish,
  now: number,
  onError: (message: string) => void,
): Promise<readonly FixedFinding[]> {
  const { failOn } = job.options;
  const result = await fixFiles({
    host,
    paths,
    wish,
    now,
    onError,
    wanted(findings) {
      const reported = new Map(
        findings.map((finding) => [reportedFinding(host.folder, host.current, finding, failOn), finding]),
      );
      const failing = [...reported.keys()].flatMap((each) => (each?.fails ? [each] : []));
      return job.unknown(failing).flatMap((each) => reported.get(each) ?? []);
    },
  });
  if ('problem' in result) throw new WrongUse(result.problem);
  return result.fixed;
}
