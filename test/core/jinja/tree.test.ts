// The Jinja tree as a whole: it covers every text, accepts what Jinja accepts, survives anything, and doesn't depend on its past.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JinjaNode } from '../../../server/src/core/jinja/ast.ts';
import { jinjaCalls } from '../../../server/src/core/jinja/calls.ts';
import { jinjaDefinitions } from '../../../server/src/core/jinja/definitions.ts';
import { jinjaNames } from '../../../server/src/core/jinja/names.ts';
import { contentKind, isSound } from '../../../server/src/core/jinja/parse.ts';
import { pythonCalls } from '../../../server/src/core/jinja/pythonCalls.ts';
import { scanJinja } from '../../../server/src/core/jinja/scan.ts';
import { continueJinja, parseJinja } from '../../../server/src/core/jinja/tree.ts';
import { type SourceText, sourceText } from '../../../server/src/core/text.ts';
import { accepted, damaged, random } from './samples.ts';

function unsoundTags(text: string): readonly string[] {
  return scanJinja(text).flatMap((piece) => {
    const written = text.slice(piece.range.start, piece.range.end);
    if (!piece.closed) return [`unclosed: ${written}`];
    const kind = piece.kind === 'output' ? 'Output' : contentKind(piece.keyword);
    const content = piece.parsable.slice(piece.keywordRange.end - piece.content.start);
    return kind && piece.kind !== 'text' && !isSound(kind, content) ? [written] : [];
  });
}

function unnestedBlocks(nodes: readonly JinjaNode[]): readonly string[] {
  return nodes.flatMap((node) => {
    if (node.kind === 'block') return node.branches.flatMap((branch) => unnestedBlocks(branch.body));
    return node.kind === 'statement' && /^(end.*|else|elif|if|for|macro)$/.test(node.keyword)
      ? [node.keyword]
      : [];
  });
}

function assertCovers(source: SourceText): void {
  let at = 0;
  const cover = (nodes: readonly JinjaNode[]) => {
    for (const node of nodes) {
      assert.equal(node.range.start, at, source.text);
      if (node.kind === 'block') {
        for (const branch of node.branches) {
          at = branch.tag.range.end;
          assert.equal(branch.bodyRange.start, at);
          cover(branch.body);
          assert.equal(branch.bodyRange.end, at);
        }
        assert.equal(node.close.range.start, at);
      }
      at = node.range.end;
    }
  };
  cover(parseJinja(source));
  assert.equal(at, source.text.length, source.text);
}

function askEverything(text: string): void {
  const source = sourceText(text);
  assertCovers(source);
  for (const call of jinjaCalls(source)) {
    assert.ok(call.range.start <= call.range.end && call.range.end <= text.length);
    assert.ok(call.argumentsRange.start <= call.argumentsRange.end, text);
  }
  for (const { path, range } of jinjaNames(source)) {
    assert.ok(path.length > 0 && range.start <= range.end);
    for (const name of path) assert.equal(text.slice(name.range.start, name.range.end), name.text);
  }
  for (const { name } of jinjaDefinitions(source)) {
    assert.equal(text.slice(name.range.start, name.range.end), name.text);
  }
  pythonCalls(source);
}

test('what Jinja accepts parses without an error and nests', () => {
  for (const text of accepted) {
    assert.deepEqual(unsoundTags(text), [], text);
    assert.deepEqual(unnestedBlocks(parseJinja(sourceText(text))), [], text);
    askEverything(text);
  }
});

test('every prefix and every suffix can be read', () => {
  for (const text of accepted) {
    for (let cut = 0; cut <= text.length; cut += 2) {
      askEverything(text.slice(0, cut));
      askEverything(text.slice(cut));
    }
  }
});

test('random edits: any text can be read, and the tree is the one without an earlier version', () => {
  const pick = random(20);
  for (let round = 0; round < 40; round++) {
    let text = accepted[pick(accepted.length)]! + accepted[pick(accepted.length)]!;
    let before = sourceText(text);
    parseJinja(before);
    for (let step = 0; step < 6; step++) {
      text = damaged(text, pick);
      askEverything(text);
      const after = sourceText(text);
      continueJinja(before, after);
      // Now and then nobody asks for a version.
      if (pick(3) > 0) assert.deepEqual(parseJinja(after), parseJinja(sourceText(text)), text);
      before = after;
    }
  }
});

test('a tag that an edit did not move stays the same object, also over versions that nobody parsed', () => {
  const [first, second, third] = ['x', 'xy', 'xyz'].map((middle) =>
    sourceText(`{{ ref('a') }} ${middle} {{ ref('b') }}`),
  );
  assert.ok(first && second && third);
  const before = parseJinja(first);
  continueJinja(first, second);
  continueJinja(second, third);
  const after = parseJinja(third);
  assert.equal(after[0], before[0]);
  assert.deepEqual(after[2], { ...parseJinja(sourceText(third.text))[2] });
  assert.notEqual(after[2], before[2]);
});

test('absurd nesting is cut, not followed', () => {
  for (const [open, close] of [
    ['(', ')'],
    ['[', ']'],
    ['f(', ')'],
    ['not ', ''],
    ['a.', 'b'],
    ['a if b else ', ''],
  ]) {
    const deep = `{{ ${open!.repeat(2000)}${close!.repeat(2000)} }} {{ ref('x') }}`;
    askEverything(deep);
    assert.equal(jinjaCalls(sourceText(deep)).at(-1)?.name, 'ref');
  }
  askEverything('{% if a %}'.repeat(3000) + '{% endif %}'.repeat(3000));
  askEverything(`{% for ${'('.repeat(3000)} in x %}`);
});

test('behind an error a tag is read on, but not without end', () => {
  const refs = (text: string) => jinjaCalls(sourceText(text)).filter(({ name }) => name === 'ref').length;
  const list = `[a b, ${"ref('x'), ".repeat(300)}]`;
  assert.equal(refs(`{{ ${list} }}`), 300);
  assert.ok(refs(`{{ ${list} }} {{ ${list.replace('a b', 'b a')} }} {{ ref('y') }}`) < 600);
  // What an edit leaves is what a text read anew leaves, whichever side of the limit it is on.
  const texts = ['', list, list].map((head, index) =>
    sourceText(`{{ ${head} }} {{ ${list.replace('a b', 'b a')} }} ${'x'.repeat(index)}`),
  );
  for (const [index, text] of texts.entries()) {
    const before = texts[index - 1];
    if (before) continueJinja(before, text);
    assert.deepEqual(parseJinja(text), parseJinja(sourceText(text.text)));
  }
});
