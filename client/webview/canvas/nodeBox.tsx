// A node as it is drawn: its name as a button, badges in words, what can be expanded at its sides, its columns. Deliberately absent: where it
// lies, and what a click does.

import type { GraphBadge, GraphImpact, GraphNode } from '../../../server/src/lineageProtocol.ts';
import type { LineageDirection } from '../../../server/src/protocol.ts';
import type { Made } from '../arrivals.ts';
import { nameTail } from '../cut.ts';
import { mostBadges } from '../geometry.ts';
import { Icon } from '../icon.tsx';
import type { Box } from '../layout/layout.ts';
import { shapeOf } from '../shapes.ts';
import { ColumnList } from './columnList.tsx';
import { CutText } from './cutText.tsx';
import type { GraphEvents } from './events.ts';
import { placed } from './placed.ts';

/** How a box stands out: `dim` where others are lit or found. */
export interface Marks {
  readonly focus: boolean;
  readonly selected: boolean;
  /** Of a selected node, the column that is meant. */
  readonly column: string | undefined;
  readonly found: boolean;
  readonly dim: boolean;
}

interface Props {
  readonly node: GraphNode;
  readonly all: boolean;
  /** By columns, how lit lines make them. */
  readonly made: ReadonlyMap<string, Made>;
  readonly box: Box;
  readonly marks: Marks;
  /** Too small to be read: the box alone. */
  readonly bare: boolean;
  readonly on: GraphEvents;
}

export function NodeBox({ node, all, made, box, marks, bare, on }: Props) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is a part of a form
    <div role="group" aria-label={node.label} class={classesOf(node, marks)} style={placed(box)}>
      <div class="head">
        <Name {...{ node, marks, bare, on }} />
        {/* Beside the button, whose name begins otherwise: what is seen in it is what it can be called by. */}
        {!bare && (
          <span class="under" dir="auto" aria-hidden="true">
            {[node.context, node.owner].filter(Boolean).join(' · ')}
          </span>
        )}
        {node.hasColumns && !bare && <Opener node={node} on={on} />}
      </div>
      {!bare && (
        <>
          {node.badges.slice(0, mostBadges).map((badge) => (
            <Badge key={badge.kind + badge.text} badge={badge} />
          ))}
          {node.columns && (
            <ColumnList {...{ node, all, made, on }} columns={node.columns} selected={marks.column} />
          )}
          <Handle node={node} direction="upstream" on={on} />
          <Handle node={node} direction="downstream" on={on} />
        </>
      )}
    </div>
  );
}

function Name({ node, marks, bare, on }: Pick<Props, 'node' | 'marks' | 'bare' | 'on'>) {
  const { id } = node;
  return (
    <button
      type="button"
      class="name"
      data-id={id}
      tabIndex={marks.selected && marks.column === undefined ? 0 : -1}
      aria-label={node.spoken}
      aria-current={marks.focus ? 'location' : undefined}
      aria-pressed={marks.selected}
      title={titleOf(node)}
      onClick={() => on.choose({ id })}
      onDblClick={on.open}
    >
      {!bare && (
        <>
          <Icon name={node.icon} />
          <CutText class="label" text={node.label} tail={nameTail} />
        </>
      )}
    </button>
  );
}

function Opener({ node: { id, label, columns }, on }: Pick<Props, 'node' | 'on'>) {
  return (
    <button
      type="button"
      class="opens"
      tabIndex={-1}
      aria-expanded={columns !== undefined}
      aria-label={`Columns of ${label}`}
      title={columns ? 'Hide columns' : 'List columns'}
      onClick={() => on.columns(id)}
    >
      <Icon name={columns ? 'chevron-down' : 'chevron-right'} />
    </button>
  );
}

function Badge({ badge: { icon, text, kind, state } }: { readonly badge: GraphBadge }) {
  return (
    <div class={`badge ${kind} ${state}`} title={text}>
      <Icon name={icon} />
      <span dir="auto">{text}</span>
    </div>
  );
}

/** How many neighbours aren't shown on a side, and one step to them. */
function Handle(props: {
  readonly node: GraphNode;
  readonly direction: LineageDirection;
  readonly on: GraphEvents;
}) {
  const { node, direction, on } = props;
  const count = node.more[direction];
  if (count === 0) return null;
  const words = `Show ${count} more ${direction} of ${node.label}`;
  return (
    <button
      type="button"
      class={`more ${direction}`}
      tabIndex={-1}
      aria-label={words}
      title={words}
      onClick={() => on.expand(node.id, direction)}
    >
      +{count}
    </button>
  );
}

const impactWords: Readonly<Record<GraphImpact, string>> = {
  changed: 'changed, not saved',
  breaks: 'breaks',
  perhaps: 'may break',
};

function titleOf({ label, kind, impact }: GraphNode): string {
  return [`${kind} ${label}`, impact && impactWords[impact]].filter(Boolean).join(', ');
}

function classesOf({ kind, state, impact, lit, side }: GraphNode, marks: Marks): string {
  return [
    'box node',
    shapeOf(kind),
    side,
    `is-${state}`,
    impact && `impact-${impact}`,
    lit && 'lit',
    marks.focus && 'focused',
    marks.selected && 'selected',
    marks.found && 'found',
    marks.dim && 'dim',
  ]
    .filter(Boolean)
    .join(' ');
}
