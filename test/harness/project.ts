// A test project from one string: files behind `//- path` lines, a cursor `/*|*/`, and problems drawn under the text they
// are about (`--  ^^^ message`). Deliberately absent: expectations (checkLint.ts and the tests themselves).

import { createHash } from 'node:crypto';
import { readCatalog } from '../../server/src/core/artifacts/catalog.ts';
import { readManifest } from '../../server/src/core/artifacts/manifest.ts';
import { addRunResults, emptyHistory } from '../../server/src/core/artifacts/runHistory.ts';
import { readRunResults } from '../../server/src/core/artifacts/runResults.ts';
import { readSources } from '../../server/src/core/artifacts/sources.ts';
import type { ArtifactState } from '../../server/src/core/artifacts/state.ts';
import { derivedStore } from '../../server/src/core/derived.ts';
import { contextOf } from '../../server/src/core/lint/context.ts';
import { defaultOwnerKeys, type Project, type ProjectFiles } from '../../server/src/core/project.ts';
import type { SqlParser } from '../../server/src/core/sql/parser.ts';
import { type SourceText, sourceText } from '../../server/src/core/text.ts';
import { projectConfig } from '../../server/src/core/yaml/projectConfig.ts';
import type { Json } from './manifest.ts';

/** The time in tests: 2026-05-01 13:00 UTC, one hour after artifacts of manifest.ts were made. */
export const testNow = Date.UTC(2026, 4, 1, 13);

/** What a test project has besides its text. Artifacts may also stand in the text, as files below `target/`. */
export interface TestProjectOptions {
  readonly manifest?: Json;
  readonly catalog?: Json;
  readonly runResults?: Json;
  readonly sources?: Json;
  readonly env?: Readonly<Record<string, string>>;
  readonly ownerKeys?: readonly string[];
  readonly sqlParser?: SqlParser;
}

/** A problem as drawn: the text above it from `start` to `end`, columns of the line. */
export interface DrawnProblem {
  readonly path: string;
  /** Offsets in the text without drawings. */
  readonly start: number;
  readonly end: number;
  readonly message: string;
}

/** A test project. */
export interface TestProject {
  readonly project: Project;
  /** Where `/*|*\/` stands, in the text without it. */
  readonly cursor: { readonly path: string; readonly offset: number } | undefined;
  readonly drawn: readonly DrawnProblem[];
}

const drawing = /^(\s*(?:--|#|\/\/)?\s*)(\^+)[ \t]+(\S.*)$/;
const cursorMark = '/*|*/';

/** Builds a project. Text before the first `//- path` line is the file `models/model.sql`. Without dbt_project.yml it is `shop`. */
export function testProject(text: string, options: TestProjectOptions = {}): TestProject {
  const raw = splitFiles(dedent(text));
  if (!raw.has('dbt_project.yml')) raw.set('dbt_project.yml', 'name: shop\nversion: "1.0"\nprofile: shop\n');
  const texts = new Map<string, SourceText>();
  const drawn: DrawnProblem[] = [];
  let cursor: TestProject['cursor'];
  const artifacts = new Map<string, string>();
  for (const [path, content] of raw) {
    if (path.startsWith('target/')) artifacts.set(path.slice('target/'.length), content);
    else {
      const read = readDrawings(path, content);
      drawn.push(...read.drawn);
      if (read.cursor !== undefined) cursor = { path, offset: read.cursor };
      texts.set(path, sourceText(read.text));
    }
  }
  const files: ProjectFiles = {
    paths: [...texts.keys()].filter((path) => /\.(sql|ya?ml|py|md|csv)$/.test(path)).sort(),
    text: (path) => texts.get(path),
  };
  const json = (name: string, given: Json | undefined): Json | undefined => {
    const written = artifacts.get(`${name}.json`);
    return given ?? (written === undefined ? undefined : (JSON.parse(written) as Json));
  };
  const projectText = texts.get('dbt_project.yml') ?? sourceText('');
  const project: Project = {
    config: projectConfig(projectText, options.env ?? {}),
    files,
    artifacts: artifactState(
      json('manifest', options.manifest),
      json('catalog', options.catalog),
      json('run_results', options.runResults),
      json('sources', options.sources),
      texts,
    ),
    context: contextOf(files),
    settings: { ownerKeys: options.ownerKeys ?? defaultOwnerKeys },
    sqlParser: options.sqlParser,
    derived: derivedStore(),
  };
  return { project, cursor, drawn };
}

function artifactState(
  manifest: Json | undefined,
  catalog: Json | undefined,
  runResults: Json | undefined,
  sources: Json | undefined,
  texts: ReadonlyMap<string, SourceText>,
): ArtifactState {
  const modifiedAt = testNow - 3_600_000;
  const file = (name: string) => ({ environment: 'target', path: `target/${name}.json`, modifiedAt });
  const runs = runResults && readRunResults(JSON.stringify(runResults)).runResults;
  return {
    manifest: manifest && readManifest(bytesOf(withChecksums(manifest, texts))).manifest,
    catalog: catalog && readCatalog(bytesOf(catalog)).catalog,
    runs: runs ? addRunResults(emptyHistory, runs, 'target') : emptyHistory,
    freshness: sources && readSources(JSON.stringify(sources)).freshness,
    files: {
      ...(manifest ? { manifest: file('manifest') } : {}),
      ...(catalog ? { catalog: file('catalog') } : {}),
      ...(runResults ? { run_results: file('run_results') } : {}),
      ...(sources ? { sources: file('sources') } : {}),
    },
    problems: [],
  };
}

function bytesOf(json: Json): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new TextEncoder().encode(JSON.stringify(json)));
}

/** Nodes without a checksum were parsed from the text that the test has. */
function withChecksums(manifest: Json, texts: ReadonlyMap<string, SourceText>): Json {
  const nodes = (manifest['nodes'] ?? {}) as Record<string, Json>;
  const filled = Object.entries(nodes).map(([uniqueId, node]) => {
    const text = texts.get(String(node['original_file_path']))?.text;
    const checksum = createHash('sha256')
      .update((text ?? '').trim())
      .digest('hex');
    return [uniqueId, { checksum: { name: 'sha256', checksum }, ...node }] as const;
  });
  return { ...manifest, nodes: Object.fromEntries(filled) };
}

/** Takes the indentation of the first line away from all, and a line break in front. */
export function dedent(text: string): string {
  const body = text.replace(/^[ \t]*\n/, '');
  const indent = /^[ \t]*/.exec(body)?.[0] ?? '';
  return body
    .split('\n')
    .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line.trimStart()))
    .join('\n');
}

function splitFiles(text: string): Map<string, string> {
  const files = new Map<string, string>();
  let path = 'models/model.sql';
  let lines: string[] = [];
  const close = () => {
    if (files.has(path) || lines.some((line) => line.trim() !== '')) files.set(path, lines.join('\n'));
    lines = [];
  };
  for (const line of text.split('\n')) {
    const header = /^\/\/- (\S.*?)\s*$/.exec(line);
    if (header?.[1] === undefined) lines.push(line);
    else {
      close();
      path = header[1];
      files.set(path, '');
    }
  }
  close();
  return files;
}

/** Takes the drawn problems and the cursor out of a file. */
function readDrawings(
  path: string,
  content: string,
): { readonly text: string; readonly drawn: readonly DrawnProblem[]; readonly cursor: number | undefined } {
  const kept: string[] = [];
  const drawn: DrawnProblem[] = [];
  let length = 0;
  let cursor: number | undefined;
  for (const written of content.split('\n')) {
    const found = drawing.exec(written);
    if (found) {
      const above = length - (kept.at(-1)?.length ?? 0) - 1;
      const start = above + (found[1] ?? '').length;
      drawn.push({ path, start, end: start + (found[2] ?? '').length, message: found[3] ?? '' });
      continue;
    }
    const at = written.indexOf(cursorMark);
    if (at >= 0) cursor = length + at;
    const line = at < 0 ? written : written.replace(cursorMark, '');
    kept.push(line);
    length += line.length + 1;
  }
  return { text: kept.join('\n'), drawn, cursor };
}

/** A project with another text in one file. */
export function withText(project: Project, path: string, text: string): Project {
  const source = sourceText(text);
  const { files } = project;
  return {
    ...project,
    files: { paths: files.paths, text: (other) => (other === path ? source : files.text(other)) },
  };
}
