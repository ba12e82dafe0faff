// The neighbourhood as the texts stand: what an edit adds and takes away, new files, and YAML that is shown as it was.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { derivedStore } from '../../server/src/core/derived.ts';
import type { Project } from '../../server/src/core/project.ts';
import { prepareEditedYaml } from '../../server/src/core/semantics/editedYaml.ts';
import { nodeGraph, nodeNeighbours } from '../../server/src/core/semantics/nodeNeighbours.ts';
import { around, edges, labels } from '../harness/graphAround.ts';
import { manifestOf, on } from '../harness/manifest.ts';
import { plainView } from '../harness/plainView.ts';
import { testProject, withText } from '../harness/project.ts';

const { filter } = plainView;

const edited = testProject(
  `
  //- models/a.sql
  select 1 as id
  //- models/b.sql
  select 1 as id
  //- models/c.sql
  select id from {{ ref('a') }}
  //- models/macros.sql
  select 1
  //- models/new.sql
  -- depends_on: {{ ref('b') }}
  select id from {{ ref('c') }}
  `,
  {
    manifest: manifestOf({
      'model.shop.a': {},
      'model.shop.b': {},
      'model.shop.c': { ...on('model.shop.a'), raw_code: "select id from {{ ref('a') }}" },
    }),
  },
).project;

test('an edge that the text has no more is marked as removed, a new one as added', () => {
  const project = withText(edited, 'models/c.sql', "select id from {{ ref('b') }}");
  const graph = around(project, 'model.shop.c', { downstream: 0 });
  assert.deepEqual(edges(graph).sort(), ['a>c removed', 'b>c added']);
  assert.equal(graph.summary, 'c: 1 upstream, 1 downstream');
  assert.match(graph.notes.join(' '), /1 file has changed since dbt parsed it, 60 min ago\. Run "dbt parse"/);
  assert.deepEqual(edges(around(edited, 'model.shop.c', { downstream: 0 })), ['a>c']);
});

test('a way leads by what the text reads now alone', () => {
  const code = (ref: string) => `select id from {{ ref('${ref}') }}`;
  const { project: parsed } = testProject(
    `//- models/a.sql\nselect 1 as id\n//- models/b.sql\n${code('a')}\n//- models/c.sql\n${code('a')}\n`,
    {
      manifest: manifestOf({
        'model.shop.a': {},
        'model.shop.b': on('model.shop.a'),
        'model.shop.c': { ...on('model.shop.a'), raw_code: code('a') },
      }),
    },
  );
  const project = withText(parsed, 'models/c.sql', code('b'));
  const graph = around(project, 'model.shop.c', { path: { from: 'model.shop.a', to: 'model.shop.c' } });
  const lit = graph.edges.filter((edge) => edge.lit);
  assert.deepEqual(edges({ edges: lit }).sort(), ['a>b', 'b>c added']);
});

test('an edge that the text has no more leads through nothing that a filter hides', () => {
  const code = (ref: string) => `select id from {{ ref('${ref}') }}`;
  const { project: parsed } = testProject(
    `//- models/a.sql\nselect 1 as id\n//- models/b.sql\n${code('a')}\n//- models/c.sql\n${code('b')}\n`,
    {
      manifest: manifestOf({
        'model.shop.a': { tags: ['kept'] },
        'model.shop.b': { ...on('model.shop.a'), raw_code: code('a') },
        'model.shop.c': { ...on('model.shop.b'), raw_code: code('b'), tags: ['kept'] },
      }),
    },
  );
  const view = { upstream: 'all', filter: { ...filter, tags: ['kept'] } } as const;
  assert.deepEqual(edges(around(parsed, 'model.shop.c', view)), ['a>c ~1']);
  const typed = withText(parsed, 'models/c.sql', 'select 1 as id');
  assert.deepEqual(edges(around(typed, 'model.shop.c', view)), []);
});

test('the edge of a fold is new or gone where those of all its nodes are', () => {
  const names = Array.from({ length: 40 }, (_, index) => `p${index}`);
  const code = (all: readonly string[]) => all.map((name) => `-- {{ ref('${name}') }}`).join('\n');
  const { project: parsed } = testProject(`//- models/wide.sql\n${code(names)}`, {
    manifest: manifestOf({
      ...Object.fromEntries(names.map((name) => [`model.shop.${name}`, {}])),
      'model.shop.wide': { ...on(...names.map((name) => `model.shop.${name}`)), raw_code: code(names) },
    }),
  });
  const unsaved = (all: readonly string[]) => {
    const graph = around(withText(parsed, 'models/wide.sql', code(all)), 'model.shop.wide');
    return graph.edges.find(({ from }) => from === graph.folds[0]?.id)?.unsaved;
  };
  assert.equal(unsaved([]), 'removed');
  assert.equal(unsaved(['p39']), undefined);
});

test('a commented dependency counts, and what a macro reads is not taken away', () => {
  const hidden = testProject('//- models/c.sql\nselect 2 as id', {
    manifest: manifestOf({
      'model.shop.a': {},
      'model.shop.c': { ...on('model.shop.a'), raw_code: '{{ read_a() }}', checksum: { checksum: 'other' } },
    }),
  }).project;
  assert.deepEqual(edges(around(hidden, 'model.shop.c')), ['a>c']);
});

test('a file that dbt has not parsed is a node', () => {
  const graph = around(edited, 'file:models/new.sql');
  assert.equal(labels(graph), 'new b c');
  assert.deepEqual(edges(graph).sort(), ['b>new added', 'c>new added']);
  assert.equal(graph.nodes[0]?.badges[0]?.text, 'not parsed yet');
  assert.equal(labels(around(edited, 'model.shop.c')), 'c a new');
});

test('of many new files some are read at a time, and how many are left out is said', () => {
  const withNew = (count: number) => {
    const names = Array.from({ length: count }, (_, index) => `models/new_${index}.sql`);
    const files = { ...edited.files, paths: [...edited.files.paths, ...names] };
    return names.reduce<Project>(
      (project, name) => withText(project, name, "select id from {{ ref('b') }}"),
      {
        ...edited,
        files,
        derived: derivedStore(),
      },
    );
  };
  const some = withNew(30);
  // Two files of the project are new too.
  assert.equal(nodeGraph(some, undefined, 'left out')?.leftOut, 32);
  assert.equal(nodeGraph(withNew(40), undefined, 'left out')?.leftOut, 42);
  const leftOut = (project: Project) =>
    around(project, 'model.shop.b').notes.filter((note) => note.includes('left out'));
  assert.deepEqual(leftOut(some), ['7 files that dbt hasn\'t parsed are left out. Run "dbt parse".']);
  assert.deepEqual(leftOut(some), [], 'the others the next time');
  assert.equal(nodeNeighbours(some, 'model.shop.b', 'downstream').length, 31);
});

test('of edited YAML it is said that it is shown as dbt parsed it; an edited analysis is shown as it stands', () => {
  const yml = (ref: string, more = '') => `sources:
  - name: raw
    tables:
      - name: orders
${more}exposures:
  - name: board
    type: dashboard
    owner: {name: Ida}
    depends_on: [${ref}]
`;
  const schema = 'models/schema.yml';
  const code = "select 1 from {{ ref('a') }}";
  const { project: parsed } = testProject(
    `//- models/a.sql\nselect 1 as id\n//- models/b.sql\nselect 1 as id\n//- analyses/look.sql\n${code}\n//- ${schema}\n${yml("ref('a')")}`,
    {
      manifest: manifestOf({
        'source.shop.raw.orders': { original_file_path: schema },
        'model.shop.a': {},
        'model.shop.b': {},
        'analysis.shop.look': {
          ...on('model.shop.a'),
          original_file_path: 'analyses/look.sql',
          raw_code: code,
        },
        'exposure.shop.board': { ...on('model.shop.a'), original_file_path: schema },
      }),
    },
  );
  const notesWith = (text: string) => {
    const project = withText(parsed, schema, text);
    for (const _ of prepareEditedYaml(project, project.files.paths));
    return around(project, 'model.shop.a').notes.filter((note) => note.includes('YAML'));
  };
  assert.deepEqual(notesWith(yml("ref('a')")), []);
  const note = /^Sources and exposures of 1 YAML file are shown as dbt parsed them.*Run "dbt parse"\.$/;
  assert.match(notesWith(yml("ref('b')")).join(), note);
  assert.match(notesWith(yml("ref('a'), ref('b')")).join(), note);
  assert.match(notesWith(yml("ref('a')", '      - name: refunds\n')).join(), note);
  const edited = withText(parsed, 'analyses/look.sql', "select 1 from {{ ref('b') }}");
  assert.deepEqual(edges(around(edited, 'analysis.shop.look')), ['a>look removed', 'b>look added']);
  const way = { from: 'model.shop.a', to: 'analysis.shop.look' };
  assert.deepEqual(around(parsed, way.to, { path: way }).notes, []);
  assert.match(around(edited, way.to, { path: way }).notes.join(), /^No way leads/);
});
