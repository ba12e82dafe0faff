// Which branch of an `if` is taken. Where a condition isn't known it is the one that keeps most of the SQL, and that is said.
// Deliberately absent: running it.

import { memo2 } from '../../memo.ts';
import type { SourceText } from '../../text.ts';
import type { JinjaBlock, JinjaBranch, JinjaExpression, JinjaNode } from '../ast.ts';
import { walkNodes } from '../tree.ts';
import { condition, whetherHolds } from './evaluate.ts';
import type { Frame } from './frame.ts';

/** The index of the branch that is taken; -1 for none. */
export function takenBranch(block: JinjaBlock, frame: Frame): number {
  const covered = coveredBranch(block, frame);
  if (covered !== undefined) return covered;
  const possible: number[] = [];
  let certain = false;
  for (const [index, branch] of block.branches.entries()) {
    const { detail } = branch.tag;
    const holds = detail.form === 'expression' ? condition(detail.expression, frame) : true;
    if (holds === false) continue;
    possible.push(index);
    certain = holds === true;
    if (certain) break;
  }
  if (certain && possible.length === 1) return possible[0] ?? -1;
  if (possible.length === 0) return -1;
  return choose(block, possible, certain, frame);
}

/** The branch around the offset that shall be rendered; undefined where it isn't in this block. */
export function coveredBranch(block: JinjaBlock, frame: Frame): number | undefined {
  const { cover } = frame.run;
  if (cover === undefined || !frame.template.own || cover < block.range.start || cover >= block.range.end)
    return undefined;
  const index = block.branches.findLastIndex((branch) => branch.tag.range.start <= cover);
  return index >= 0 && cover <= (block.branches[index]?.bodyRange.end ?? -1) ? index : undefined;
}

function choose(block: JinjaBlock, possible: readonly number[], certain: boolean, frame: Frame): number {
  let best = -1;
  let most = certain ? Number.NEGATIVE_INFINITY : 0;
  // Dbt would stop at an error, so a branch that raises one is nothing to choose.
  let ways = certain ? 0 : 1;
  for (const index of possible) {
    const branch = block.branches[index];
    const weight = branch ? weights(branch, frame.template.source) : 0;
    if (weight > raises) ways++;
    if (weight > most) {
      most = weight;
      best = index;
    }
  }
  if (ways > 1) {
    const { tag } = block.branches[possible[0] ?? 0] ?? block.branches[0];
    const asked = tag.detail.form === 'expression' ? tag.detail.expression : undefined;
    const taken = block.branches[best]?.bodyRange;
    frame.run.chose(frame.template.own, block.range, taken, whetherHolds(asked, frame));
  }
  return best;
}

/** What a branch weighs that raises an error. */
const raises = -2;

const outputWeight = 8;
const weights = memo2(weightOf);

/** How much SQL a branch has: its text, something for every tag. Less than none where it gives up. */
function weightOf(branch: JinjaBranch, { text }: SourceText): number {
  let leaves = 0;
  for (const node of branch.body) {
    if (node.kind === 'output') leaves = Math.max(leaves, leaving(node.expression));
    else if (node.kind === 'statement' && (node.keyword === 'break' || node.keyword === 'continue'))
      leaves = Math.max(leaves, 1);
    else if (node.kind === 'statement' && node.detail.form === 'expression')
      leaves = Math.max(leaves, leaving(node.detail.expression));
  }
  if (leaves > 0) return -leaves;
  let weight = 0;
  walkNodes(branch.body, (node: JinjaNode) => {
    if (node.kind === 'text')
      weight += text.slice(node.range.start, node.range.end).replace(/\s+/g, '').length;
    else if (node.kind === 'output') weight += outputWeight;
    else if (node.kind === 'statement') weight += 0.01;
    else if (node.kind === 'block' && (node.name === 'macro' || node.name === 'docs' || node.name === 'set'))
      return false;
    return undefined;
  });
  return weight;
}

/** 2 for a call that raises an error, 1 for one that leaves the macro: a guard that real runs pass by. */
function leaving(expression: JinjaExpression | undefined): number {
  if (expression?.kind !== 'call') return 0;
  if (/^exceptions\.raise|(^|[._])raise_/.test(expression.name)) return 2;
  return expression.name === 'return' ? 1 : 0;
}
