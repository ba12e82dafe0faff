// Renders a model of a test project as dbt would. Relations are shown as they print.

import assert from 'node:assert/strict';
import type { RenderOptions } from '../../../../server/src/core/jinja/render/environment.ts';
import { render } from '../../../../server/src/core/jinja/render/render.ts';
import type { Rendered } from '../../../../server/src/core/jinja/render/rendered.ts';
import type { Project } from '../../../../server/src/core/project.ts';
import { renderEnvironment } from '../../../../server/src/core/semantics/render/environment.ts';
import type { ColumnFacts } from '../../../../server/src/core/semantics/render/inputs.ts';
import { projectInputs } from '../../../../server/src/core/semantics/render/projectInputs.ts';
import { type Json, type ManifestSketch, manifestOf } from '../../../harness/manifest.ts';
import { testProject } from '../../../harness/project.ts';

type FileOptions = Omit<RenderOptions, 'scope'>;

/** What a test says of a project besides its files. */
export interface RenderedProject extends FileOptions {
  readonly entries?: ManifestSketch;
  readonly metadata?: Json;
  /** The node that is rendered, where its file doesn't say. */
  readonly id?: string;
  /** Columns by unique id, each `name` or `name type`; what isn't here is unknown. */
  readonly columns?: Readonly<Record<string, readonly string[]>>;
}

/** The rendering of `models/model.sql`, which is the text before the first `//- path` line. */
export function renderedModel(text: string, given: RenderedProject = {}): Rendered {
  const { entries, metadata, columns, id, ...options } = given;
  const { project } = testProject(text, entries ? { manifest: manifestOf(entries, metadata) } : {});
  return rendered(project, columns, options, id);
}

/** The rendered text of `models/model.sql`, white space drawn together; no part of it may be unknown. */
export function sqlOf(text: string, given: RenderedProject = {}): string {
  const result = renderedModel(text, given);
  const unknowns = result.marks.flatMap((mark) => ('why' in mark ? [mark.why] : []));
  assert.deepEqual([...unknowns, ...result.choices.map(({ why }) => why)], []);
  return drawnTogether(result.text);
}

/** The rendered text of `models/model.sql` with its unknowns as `‹why›`. */
export function sketchOf(text: string, given: RenderedProject = {}): string {
  const result = renderedModel(text, given);
  let sketch = result.text;
  const marks = result.marks.filter((mark) => mark.kind === 'placeholder');
  for (const { range, why } of marks.toReversed())
    sketch = `${sketch.slice(0, range.start)}‹${why}›${sketch.slice(range.end)}`;
  return drawnTogether(sketch);
}

/** A macro of the manifest that no file has. */
export function macro(sql: string): Json {
  return { macro_sql: sql };
}

/** A model of the manifest with a relation in the schema `main` of the database `db`. */
export function model(name: string, more: Json = {}): Json {
  return {
    database: 'db',
    schema: 'main',
    alias: name,
    relation_name: `"db"."main"."${name}"`,
    config: { materialized: 'table' },
    ...more,
  };
}

function rendered(
  project: Project,
  columns: RenderedProject['columns'],
  options: FileOptions,
  id: string | undefined,
): Rendered {
  const columnsOf = (id: string): readonly ColumnFacts[] | undefined =>
    columns?.[id]?.map((written) => {
      const [name = '', ...type] = written.split(' ');
      return { name, type: type.length > 0 ? type.join(' ') : undefined };
    });
  const path = 'models/model.sql';
  const source = project.files.text(path);
  assert.ok(source, 'the file is there');
  const environment = renderEnvironment(projectInputs(project, columnsOf), path, id);
  return render(source, environment, { ...options, scope: { packageName: undefined, path } });
}

function drawnTogether(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
