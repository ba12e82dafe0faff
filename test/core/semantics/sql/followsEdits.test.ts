// What is remembered over random edits is what a fresh look gives: of every node, after each edit of a model, a macro or YAML.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { derive, derivedStore } from '../../../../server/src/core/derived.ts';
import type { Project, ProjectFiles } from '../../../../server/src/core/project.ts';
import { renderedSql } from '../../../../server/src/core/semantics/sql/cells.ts';
import { type SourceText, sourceText } from '../../../../server/src/core/text.ts';
import { randomOf } from '../../../harness/random.ts';
import { sampleProject } from '../../../harness/sample.ts';
import { drawColumns, drawLineage } from './columns.ts';

const sample = sampleProject();
const paths = sample.files.paths.filter((path) => /^(?:models|macros|snapshots|seeds)\//.test(path));
const ids = (sample.artifacts.manifest?.entries ?? [])
  .filter(({ resourceType }) => /^(?:model|seed|snapshot|source)$/.test(resourceType))
  .map(({ uniqueId }) => uniqueId);

function withTexts(project: Project, texts: ReadonlyMap<string, SourceText>): Project {
  const files: ProjectFiles = {
    paths: sample.files.paths,
    text: (path) => texts.get(path) ?? sample.files.text(path),
    changedSince: (earlier) => sample.files.paths.filter((path) => files.text(path) !== earlier.text(path)),
  };
  return { ...project, files };
}

test('values that follow edits are those of a fresh look', () => {
  const next = randomOf(4);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(next() * items.length)]!;
  const texts = new Map<string, SourceText>();
  let project = withTexts(sample, texts);
  const edits = Number(process.env['EDITS'] ?? 12);
  for (let edit = 0; edit < edits; edit++) {
    const path = pick(paths);
    const before = project.files.text(path)?.text ?? '';
    const at = Math.floor(next() * before.length);
    const typed = pick(['x', ' ', '1 as n_new, ', "{{ ref('dim_ports') }}", ', *', '']);
    const text = before.slice(0, at) + typed + before.slice(at + Math.floor(next() * 4));
    texts.set(path, sourceText(next() < 0.3 ? (sample.files.text(path)?.text ?? '') : text));
    project = withTexts(project, new Map(texts));
    const fresh: Project = { ...project, derived: derivedStore() };
    for (const id of edit % 4 === 0 ? ids : [pick(ids), pick(ids), pick(ids)]) {
      assert.equal(drawColumns(project, id), drawColumns(fresh, id), `${id} after ${path}`);
      assert.deepEqual(drawLineage(project, id), drawLineage(fresh, id), `${id} after ${path}`);
    }
  }
});

test('what is typed beside a macro in its file renders nothing again, in it everything that calls it', () => {
  const path = 'macros/current_crossings.sql';
  const id = 'model.tern_ferries.rpt_punctuality';
  const text = sample.files.text(path)?.text ?? '';
  const typed = (after: string) => withTexts(sample, new Map([[path, sourceText(after)]]));
  const before = derive(sample, renderedSql, id);
  assert.ok(before);
  assert.equal(derive(typed(`{# What people see. #}\n${text}\n`), renderedSql, id), before);
  const inMacro = text.replace('version=2', 'version=1');
  assert.match(derive(typed(inMacro), renderedSql, id)?.rendered.text ?? '', /fct_crossings_v1/);
});
