// Runs a `for`: its turns, its `loop`, its filter, and one turn for all where the items aren't known. Deliberately absent: the
// body's nodes.

import type { JinjaBlock, JinjaDetail } from '../ast.ts';
import { assign, assignUnknown } from './assign.ts';
import { coveredBranch } from './branches.ts';
import { condition, evaluate } from './evaluate.ts';
import type { Frame } from './frame.ts';
import { itemsOf } from './iterables.ts';
import { isKind } from './kinds.ts';
import { Loop } from './loop.ts';
import { type Sink, TextSink } from './sinks.ts';
import { mayRepeat } from './truth.ts';
import { unknown, type Value } from './values.ts';

type For = Extract<JinjaDetail, { form: 'for' }>;

/** Runs the body (0) or the `else` (1) of the loop. */
type RunBranch = (branch: 0 | 1, frame: Frame, sink: Sink) => void;

/** See the head of this file. */
export function runLoop(
  block: JinjaBlock,
  detail: For,
  frame: Frame,
  sink: Sink,
  runBranch: RunBranch,
): void {
  loopOver(block, detail, evaluate(detail.iterable, frame), 0, frame, sink, runBranch);
}

function loopOver(
  block: JinjaBlock,
  detail: For,
  value: Value,
  depth: number,
  frame: Frame,
  sink: Sink,
  runBranch: RunBranch,
): void {
  const { run } = frame;
  const covered = coveredBranch(block, frame);
  const written = detail.iterable !== undefined && detail.iterable.kind !== 'missing';
  const all = written && !run.exhausted ? itemsOf(value, run) : undefined;
  const items = all && selected(detail, all, frame);
  if (covered === 1 || (items?.length === 0 && covered === undefined)) {
    runBranch(1, frame.inner(), sink);
    return;
  }
  const lost = isKind(value, 'unknown') ? value : unknown("what a loop goes over isn't known");
  const turns = !items || items.length === 0 ? [{ item: { ...lost, many: true } }] : items;
  const again = (next: Value): Value => {
    const inner = new TextSink(frame.template.source.text, run);
    loopOver(block, detail, next, depth + 1, frame, inner, runBranch);
    return inner.text;
  };
  const loop = new Loop(
    turns.map(({ item }) => item),
    depth,
    run,
  );
  const name = loop.value(detail.recursive ? again : undefined);
  let whole = false;
  for (const [index, turn] of turns.entries()) {
    const inner = frame.inner();
    loop.index = index;
    inner.set('loop', name);
    const why = turn.why ?? (mayRepeat(turn.item, run) ? whyOf(turn.item) : undefined);
    const left = run.inTurn(() => {
      if (why === undefined) {
        assign(detail.targets, turn.item, inner);
        runBranch(0, inner, sink);
      } else {
        runRepeated(why, inner, sink, () => {
          const { item } = turn;
          if (isKind(item, 'unknown'))
            for (const target of detail.targets) assignUnknown(target, unknown(item.why), inner);
          else assign(detail.targets, item, inner);
          runBranch(0, inner, sink);
        });
      }
    });
    whole ||= left === undefined;
    if (left?.ends) break;
    if (!run.charge(1)) return;
  }
  // Jinja takes a loop of which no turn came to its end for one without turns.
  if (!whole) runBranch(1, frame.inner(), sink);
}

function whyOf(item: Value): string {
  return isKind(item, 'unknown') ? item.why : "what a loop goes over isn't known";
}

/** Runs a turn that may come any number of times. */
function runRepeated(why: string, { run }: Frame, sink: Sink, turn: () => void): void {
  const before = run.repeating;
  run.repeating = why;
  sink.open(why);
  try {
    turn();
  } finally {
    run.repeating = before;
    sink.close();
  }
}

interface Turn {
  readonly item: Value;
  /** Why it isn't known whether it comes; undefined where it does. */
  readonly why?: string;
}

/** The items that pass the loop's own `if`; one of which that isn't known stays, and that is said. */
function selected(detail: For, items: readonly Value[], frame: Frame): readonly Turn[] {
  if (!detail.condition) return items.map((item) => ({ item }));
  const found: Turn[] = [];
  for (const item of items) {
    const inner = frame.inner();
    assign(detail.targets, item, inner);
    const passes = condition(detail.condition, inner);
    if (passes) found.push({ item });
    else if (passes === undefined) found.push({ item, why: "whether a turn comes isn't known" });
    if (!frame.run.charge(1)) break;
  }
  return found;
}
