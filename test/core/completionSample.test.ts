// Completion over the sample: where its models name a column, that column is offered, however far the file is typed; every prefix of
// every file answers without an error.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { completion } from '../../server/src/core/features/completion.ts';
import { toSource } from '../../server/src/core/jinja/render/rendered.ts';
import type { Project } from '../../server/src/core/project.ts';
import { modelSql } from '../../server/src/core/semantics/sql/modelSql.ts';
import { withText } from '../harness/project.ts';
import { sampleProject } from '../harness/sample.ts';

/** Places where a model names a column in a select list, with the name. */
function* columnsInLists(
  project: Project,
): Generator<{ path: string; offset: number; end: number; name: string }> {
  for (const path of project.files.paths) {
    if (!path.startsWith('models/') || !path.endsWith('.sql')) continue;
    const sql = modelSql(project, path);
    for (const { name, clause, target } of sql?.analysis?.references ?? []) {
      const place = sql && toSource(sql.rendered, name.range);
      if (clause === 'select' && target.kind !== 'unknown' && place?.verbatim)
        yield { path, offset: place.range.start, end: place.range.end, name: name.text };
    }
  }
}

test('columns of select lists are offered, with the rest of the file behind the cursor and without it', () => {
  const project = sampleProject();
  const count = { whole: 0, cut: 0, all: 0 };
  const missing: string[] = [];
  for (const { path, offset, end, name } of columnsInLists(project)) {
    const text = project.files.text(path)?.text ?? '';
    for (const at of new Set([offset, offset + 1])) {
      count.all++;
      const offers = (half: Project) =>
        completion(half, path, at)?.items.some(({ label }) => label.toLowerCase() === name.toLowerCase());
      // What stands behind the cursor of the name itself isn't typed yet.
      if (offers(withText(project, path, text.slice(0, at) + text.slice(end)))) count.whole++;
      else missing.push(`${path}:${at} ${name}`);
      if (offers(withText(project, path, text.slice(0, at)))) count.cut++;
    }
  }
  assert.ok(count.all > 300);
  assert.ok(count.whole >= count.all * 0.99, missing.join('\n'));
  assert.ok(count.cut >= count.all * 0.9, `${count.cut} of ${count.all}`);
});

test('nothing in the comments and strings of the models', () => {
  const project = sampleProject();
  let count = 0;
  for (const path of project.files.paths) {
    if (!path.startsWith('models/') || !path.endsWith('.sql')) continue;
    const text = project.files.text(path)?.text ?? '';
    // Strings and comments outside of Jinja; a tag as a whole is passed over.
    for (const match of text.matchAll(/\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|--[^\n]*|'[^'\n]*'|\/\*.*?\*\//gs)) {
      const [written] = match;
      // dbt renders Jinja in comments of SQL too.
      if (/\{[{%]/.test(written)) continue;
      for (let at = match.index + 2; at < match.index + written.length - 1; at += 3, count++)
        assert.equal(completion(project, path, at), undefined, `${path}:${at}`);
    }
  }
  assert.ok(count > 50);
});

test('every prefix of every file answers', () => {
  const project = sampleProject();
  for (const path of project.files.paths) {
    const text = project.files.text(path)?.text ?? '';
    const apart = Math.max(13, Math.ceil(text.length / 100));
    for (let end = 0; end <= text.length; end += apart) {
      const found = completion(withText(project, path, text.slice(0, end)), path, end);
      assert.ok(!found || (found.typed.start <= end && found.typed.end === end && found.whole.end >= end));
    }
  }
});
