// What doesn't change the meaning of a model doesn't change what is understood of it: every model of the sample, changed in ways
// that dbt and the warehouse don't care about, keeps its columns, their types and their lineage.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { derivedStore } from '../../../../server/src/core/derived.ts';
import { toRendered, toSource } from '../../../../server/src/core/jinja/render/rendered.ts';
import { parseJinja } from '../../../../server/src/core/jinja/tree.ts';
import type { Project } from '../../../../server/src/core/project.ts';
import { nodeLineage } from '../../../../server/src/core/semantics/sql/columnLineage.ts';
import { modelSql } from '../../../../server/src/core/semantics/sql/modelSql.ts';
import { nodeColumns } from '../../../../server/src/core/semantics/sql/nodeColumns.ts';
import { nodeIdOfFile } from '../../../../server/src/core/semantics/sql/nodeId.ts';
import { dialectOf } from '../../../../server/src/core/sql/dialect.ts';
import { type Token, tokenize } from '../../../../server/src/core/sql/tokens.ts';
import { sourceText } from '../../../../server/src/core/text.ts';
import { withText } from '../../../harness/project.ts';
import { sampleProject } from '../../../harness/sample.ts';

const duckdb = dialectOf('duckdb');

/** The models that the sample itself makes, not those of its packages. */
function models(): readonly string[] {
  const paths = project.files.paths.filter((path) => /^(models|snapshots)\/.*\.sql$/.test(path));
  assert.ok(paths.length > 20);
  return paths;
}

/** Without a catalog, which speaks of the text as it was built. */
const project: Project = {
  ...sampleProject(),
  artifacts: { ...sampleProject().artifacts, catalog: undefined },
  derived: derivedStore(),
};

/** What is understood of a model, without where it stands. Names in lower case, since DuckDB compares them so. */
function understood(of: Project, path: string): unknown {
  const id = nodeIdOfFile(of, path) ?? '';
  const { columns, complete, from } = nodeColumns(of, id);
  const { upstream } = nodeLineage(of, id);
  const edges = [...upstream].map(([name, inputs]) => [
    name.toLowerCase(),
    inputs.map(({ column, how }) => `${column.node}.${column.column.toLowerCase()} ${how}`).sort(),
  ]);
  return {
    columns: columns.map(({ name, type }) => [name.toLowerCase(), type?.base]),
    complete,
    from,
    edges: edges.sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1)),
  };
}

/** Stretches of a file outside Jinja, and the SQL tokens in them. */
function plainTokens(text: string): readonly Token[] {
  const source = sourceText(text);
  const masked = text.split('');
  const blank = (start: number, end: number): void => {
    for (let at = start; at < end; at++) if (!/\s/.test(masked[at] ?? '')) masked[at] = '\u0001';
  };
  const visit = (nodes: ReturnType<typeof parseJinja>): void => {
    for (const node of nodes) {
      if (node.kind === 'text') continue;
      if (node.kind !== 'block') blank(node.range.start, node.range.end);
      else {
        for (const branch of node.branches) {
          blank(branch.tag.range.start, branch.tag.range.end);
          if (node.name === 'macro' || node.name === 'set' || node.name === 'call') {
            blank(branch.bodyRange.start, branch.bodyRange.end);
          } else visit(branch.body);
        }
        blank(node.close.range.start, node.close.range.end);
      }
    }
  };
  visit(parseJinja(source));
  return tokenize(masked.join(''), duckdb).filter(
    (token) => !text.slice(token.start, token.end).includes('{'),
  );
}

/** The text with something put in at each of these offsets. */
function inserted(text: string, offsets: readonly number[], what: string): string {
  let result = '';
  let from = 0;
  for (const offset of offsets) {
    result += text.slice(from, offset) + what;
    from = offset;
  }
  return result + text.slice(from);
}

/** Gaps between two tokens that have space between them. */
function gaps(text: string): readonly number[] {
  const tokens = plainTokens(text);
  return tokens
    .filter((token, index) => index > 0 && /^\s/.test(text.slice(tokens[index - 1]?.end ?? 0, token.start)))
    .map(({ start }) => start);
}

function unchanged(change: (text: string, path: string) => readonly string[], atLeast = 15): void {
  let changed = 0;
  for (const path of models()) {
    const text = project.files.text(path)?.text ?? '';
    const before = understood(project, path);
    for (const other of change(text, path)) {
      if (other === text) continue;
      changed++;
      assert.deepEqual(understood(withText(project, path, other), path), before, `${path}:\n${other}`);
    }
  }
  assert.ok(changed >= atLeast, `only ${changed} texts were changed`);
}

test('a comment in every gap', () => {
  unchanged((text) => [inserted(text, gaps(text), '/* a, b from c */ ')]);
});

test('a line comment and a new line in every gap', () => {
  unchanged((text) => [inserted(text, gaps(text), "-- it's\n")]);
});

test('a Jinja comment in every gap', () => {
  unchanged((text) => [inserted(text, gaps(text), '{# select 1 as x #}')]);
});

test('a comment in one gap at a time', () => {
  unchanged((text) => {
    const all = gaps(text);
    const apart = Math.max(1, Math.floor(all.length / 4));
    return all.filter((_, index) => index % apart === 0).map((gap) => inserted(text, [gap], '/* x */ '));
  });
});

test('Windows line ends', () => {
  unchanged((text) => [text.replaceAll('\n', '\r\n')]);
});

test('a CTE that nobody reads', () => {
  unchanged((text) => {
    const tokens = plainTokens(text);
    const first = tokens.find(({ text: word }) => word === 'with' || word === 'select');
    if (!first || tokens[0] !== first) return [];
    const cte = 'unused_cte as (select 1 as unused_column)';
    const rest = text.slice(first.start);
    return [
      first.text === 'with'
        ? `${text.slice(0, first.start)}with ${cte}, ${rest.slice('with'.length)}`
        : `${text.slice(0, first.start)}with ${cte} ${rest}`,
    ];
  });
});

test('whitespace control where there is whitespace to spare', () => {
  unchanged(
    (text) => [
      // Between a tag and a line break on its own line another line break remains.
      text.replaceAll(/\n[ \t]*\{%(?![-+])/g, '\n\n{%+').replaceAll(/(?<![-+])%\}[ \t]*\n/g, '%}\n\n'),
      text.replaceAll(/\n[ \t]*\{#/g, '\n\n{#'),
    ],
    4,
  );
});

test('keywords and names in upper case', () => {
  unchanged((text) => {
    let result = text;
    for (const token of plainTokens(text)) {
      if (token.kind !== 'word') continue;
      result =
        result.slice(0, token.start) +
        text.slice(token.start, token.end).toUpperCase() +
        result.slice(token.end);
    }
    return [result];
  });
});

test('quoted aliases', () => {
  unchanged((text) => {
    const tokens = plainTokens(text);
    const aliases = tokens.filter(
      (token, index) =>
        token.kind === 'word' && tokens[index - 1]?.text === 'as' && tokens[index + 1]?.kind !== 'open',
    );
    // A type behind `cast(x as` is no alias.
    const outside = aliases.filter(({ end }) => text[end] !== ')' && text[end] !== '(' && text[end] !== '{');
    return [
      outside.reduceRight(
        (result, { start, end }) =>
          `${result.slice(0, start)}"${result.slice(start, end)}"${result.slice(end)}`,
        text,
      ),
    ];
  });
});

test('every offset of a rendered text leads into its source, and what is verbatim leads back', () => {
  let verbatim = 0;
  for (const path of models()) {
    const sql = modelSql(project, path);
    assert.ok(sql, path);
    const { rendered, source } = sql;
    assert.equal(rendered.pieces.at(-1)?.range.end ?? 0, rendered.text.length);
    for (let offset = 0; offset < rendered.text.length; offset++) {
      const place = toSource(rendered, { start: offset, end: offset + 1 });
      assert.ok(place.range.start >= 0 && place.range.end <= source.text.length, `${path}:${offset}`);
      assert.ok(place.range.start < place.range.end, `${path}:${offset} leads nowhere`);
      if (!place.verbatim) continue;
      verbatim++;
      assert.equal(source.text[place.range.start], rendered.text[offset], `${path}:${offset}`);
      assert.ok(
        toRendered(rendered, place.range.start).includes(offset),
        `${path}:${offset} doesn't lead back`,
      );
    }
  }
  assert.ok(verbatim > 8_000, `only ${verbatim} are verbatim`);
});

test('every prefix of every model is understood without an error, and so is what it was before', () => {
  const apart = 37;
  for (const path of models()) {
    const text = project.files.text(path)?.text ?? '';
    for (let end = 0; end < text.length; end += apart) {
      const half = withText(project, path, text.slice(0, end));
      const sql = modelSql(half, path);
      for (const { reference } of sql?.analysis?.references ?? []) {
        assert.ok(reference.range.end <= (sql?.rendered.text.length ?? 0));
      }
      nodeColumns(half, nodeIdOfFile(half, path) ?? '');
    }
  }
});
