// Runs the nodes of a template. Deliberately absent: expressions (evaluate.ts) and which branch is taken where a condition isn't
// known (branches.ts).

import type { JinjaBlock, JinjaNode, JinjaOutput, JinjaStatement } from '../ast.ts';
import { assign, assignUnknown } from './assign.ts';
import { takenBranch } from './branches.ts';
import { evaluate, evaluateArguments, filtered, isArguments } from './evaluate.ts';
import type { Frame } from './frame.ts';
import { isKind } from './kinds.ts';
import { runLoop } from './loops.ts';
import { defineMacro, macroOf } from './macros.ts';
import { marked, placeholderText } from './marks.ts';
import { CutSignal, limits, ReturnSignal, TurnSignal } from './rendering.ts';
import { type Sink, TextSink } from './sinks.ts';
import { unknown, type Value } from './values.ts';

/** Whether white space goes at the two ends of a body: what the tags around it say. */
interface BodyEdges {
  readonly trimStart: boolean;
  readonly trimEnd: boolean;
}

/** Runs nodes in a frame. */
export function runNodes(nodes: readonly JinjaNode[], edges: BodyEdges, frame: Frame, sink: Sink): void {
  const { run } = frame;
  for (const [index, node] of nodes.entries()) {
    if (node.kind === 'text') {
      const before = nodes[index - 1];
      const after = nodes[index + 1];
      const trimStart = before ? signAfter(before) === '-' : edges.trimStart;
      const trimEnd = after ? signBefore(after) === '-' : edges.trimEnd;
      writeText(node.range.start, node.range.end, trimStart, trimEnd, frame, sink);
      continue;
    }
    if (node.kind === 'comment') continue;
    // Once everything is unknown only the template's own text is worth going on for.
    if (!run.count(1) && !sink.main) return;
    if (sink.main) guarded(node, frame, sink);
    else runNode(node, frame, sink);
  }
}

function signAfter(node: JinjaNode): string {
  return node.kind === 'text' ? '' : node.kind === 'block' ? node.close.after : node.after;
}

function signBefore(node: JinjaNode): string {
  return node.kind === 'text' ? '' : node.kind === 'block' ? node.branches[0].tag.before : node.before;
}

function writeText(
  from: number,
  to: number,
  trimStart: boolean,
  trimEnd: boolean,
  frame: Frame,
  sink: Sink,
): void {
  const { source, end: last } = frame.template;
  let start = from;
  let end = Math.min(to, last);
  if (trimStart) while (start < end && isSpace(source.text.charCodeAt(start))) start++;
  if (trimEnd) while (end > start && isSpace(source.text.charCodeAt(end - 1))) end--;
  // White space that goes prints nothing and costs all the same.
  if (trimStart || trimEnd) frame.run.count((to - from - (end - start)) >> 6);
  if (start < end) sink.verbatim(start, end);
}

function isSpace(code: number): boolean {
  if (code <= 32) return code === 32 || (code >= 9 && code <= 13) || code >= 28;
  return code >= 0x85 && /\s/.test(String.fromCharCode(code));
}

/** Runs a node so that nothing that breaks off in it takes the text behind it along. */
function guarded(node: Exclude<JinjaNode, { kind: 'text' | 'comment' }>, frame: Frame, sink: Sink): void {
  const { run } = frame;
  const { nesting, repeating } = run;
  try {
    runNode(node, frame, sink);
  } catch (signal) {
    run.nesting = nesting;
    run.repeating = repeating;
    if (signal instanceof ReturnSignal) return;
    // A stack that is shorter than the limits were made for ends in a RangeError.
    if (!(signal instanceof CutSignal) && !(signal instanceof RangeError)) throw signal;
    const why = signal instanceof CutSignal ? signal.why : run.tooDeep();
    const tag = node.kind === 'block' ? node.branches[0].tag : node;
    if (tag.kind === 'statement' && tag.detail.form === 'set') {
      for (const target of tag.detail.targets) assignUnknown(target, why, frame);
    } else if (tag.kind === 'output') {
      sink.printed(marked(placeholderText, why, run.table), node.range);
    }
  }
}

function runNode(node: Exclude<JinjaNode, { kind: 'text' | 'comment' }>, frame: Frame, sink: Sink): void {
  if (frame.template.own) frame.run.tag = node.kind === 'block' ? node.branches[0].tag.range : node.range;
  if (node.kind === 'output') runOutput(node, frame, sink);
  else if (node.kind === 'statement') runStatement(node, frame);
  else runBlock(node, frame, sink);
}

function runOutput(node: JinjaOutput, frame: Frame, sink: Sink): void {
  if (!node.expression) return;
  const value = evaluate(node.expression, frame);
  const text = frame.run.print(value);
  if (text !== '') sink.printed(text, node.range);
}

/** A statement without an end: one that needs none, or a block that is being typed, whose text goes on as if it weren't there. */
function runStatement(node: JinjaStatement, frame: Frame): void {
  const { detail, keyword } = node;
  if ((keyword === 'break' || keyword === 'continue') && frame.run.loops > 0)
    throw new TurnSignal(keyword === 'break');
  const lost = unknown(`the \`${keyword}\` has no end`);
  switch (detail.form) {
    case 'expression':
      if (keyword === 'do') evaluate(detail.expression, frame);
      return;
    case 'set':
      if (detail.value) assign(detail.targets, evaluate(detail.value, frame), frame);
      else for (const target of detail.targets) assignUnknown(target, lost, frame);
      return;
    case 'for':
      for (const target of detail.targets) assignUnknown(target, lost, frame);
      return;
    case 'with':
      for (const { target, value } of detail.assignments) assign([target], evaluate(value, frame), frame);
      return;
    case 'definition':
    case 'call':
      for (const { name } of detail.parameters) frame.set(name.text, lost);
      return;
    case 'import':
      for (const { as } of detail.names) frame.set(as.text, unknown('what another template defines'));
      return;
  }
}

function runBlock(block: JinjaBlock, frame: Frame, sink: Sink): void {
  const { run } = frame;
  if (run.nesting >= limits.nesting) {
    run.cut('the template nests too deep to be followed');
    return;
  }
  run.nesting++;
  runOpenBlock(block, frame, sink);
  run.nesting--;
}

function runOpenBlock(block: JinjaBlock, frame: Frame, sink: Sink): void {
  const { detail } = block.branches[0].tag;
  const place = block.range;
  switch (detail.form) {
    case 'expression': {
      const taken = takenBranch(block, frame);
      if (taken >= 0) runBranch(block, taken, frame, sink);
      return;
    }
    case 'for':
      runLoop(block, detail, frame, sink, (branch, inner, into) => runBranch(block, branch, inner, into));
      return;
    case 'set': {
      let value: Value = captured(block, frame.inner());
      for (const { name, args } of detail.filters) value = filtered(value, name.text, args, frame);
      assign(detail.targets, value, frame);
      return;
    }
    case 'filter': {
      let value: Value = captured(block, frame.inner());
      for (const { name, args } of detail.filters) value = filtered(value, name.text, args, frame);
      sink.printed(frame.run.print(value), place);
      return;
    }
    case 'call':
      sink.printed(frame.run.print(callWith(block, detail, frame)), place);
      return;
    case 'with': {
      const inner = frame.inner();
      for (const { target, value } of detail.assignments) assign([target], evaluate(value, frame), inner);
      runBranch(block, 0, inner, sink);
      return;
    }
    case 'definition':
      defineMacro(block, frame, (inner) => captured(block, inner));
      return;
    case 'name':
      if (block.name !== 'docs') runBranch(block, 0, frame.inner(), sink);
      return;
    case 'materialization':
      return;
    default:
      runBranch(block, 0, frame, sink);
  }
}

function callWith(
  block: JinjaBlock,
  detail: Extract<JinjaStatement['detail'], { form: 'call' }>,
  frame: Frame,
): Value {
  const { call } = detail;
  const body = macroOf('caller', detail.parameters, frame, (inner) => captured(block, inner));
  if (call?.kind !== 'call') return unknown('a `call` of what is no function');
  const args = evaluateArguments(call.args, frame);
  if (!isArguments(args)) return args;
  const target = evaluate(call.target, frame);
  if (isKind(target, 'unknown') || isKind(target, 'undefined')) return frame.run.call(target, args);
  return frame.run.call(target, { ...args, named: new Map([...args.named, ['caller', body]]) });
}

/** The body of a block as a text. */
export function captured(block: JinjaBlock, frame: Frame): string {
  const sink = new TextSink(frame.template.source.text, frame.run);
  runBranch(block, 0, frame, sink);
  return sink.text;
}

/** Runs a branch of a block. */
export function runBranch(block: JinjaBlock, index: number, frame: Frame, sink: Sink): void {
  const branch = block.branches[index];
  if (!branch) return;
  const next = block.branches[index + 1]?.tag ?? block.close;
  runNodes(branch.body, { trimStart: branch.tag.after === '-', trimEnd: next.before === '-' }, frame, sink);
}
