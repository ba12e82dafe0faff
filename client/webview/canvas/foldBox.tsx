// Nodes drawn as one: "+120 more · staging". It shows more of them by themselves. Deliberately absent: where it lies.

import type { GraphFold } from '../../../server/src/lineageProtocol.ts';
import { Icon } from '../icon.tsx';
import type { Box } from '../layout/layout.ts';
import type { GraphEvents } from './events.ts';
import type { Marks } from './nodeBox.tsx';
import { placed } from './placed.ts';

interface Props {
  readonly fold: GraphFold;
  readonly box: Box;
  readonly marks: Marks;
  readonly on: GraphEvents;
}

export function FoldBox({ fold, box, marks, on }: Props) {
  const { id, label, count, failed, late } = fold;
  const trouble = [failed > 0 && `${failed} failed`, late > 0 && `${late} late`].filter(Boolean).join(', ');
  return (
    <button
      type="button"
      class={['box fold', marks.selected && 'selected', marks.found && 'found', marks.dim && 'dim']
        .filter(Boolean)
        .join(' ')}
      style={placed(box)}
      data-id={id}
      tabIndex={marks.selected ? 0 : -1}
      aria-label={fold.spoken}
      title={`Show more of ${label}`}
      onClick={() => on.unfold(id)}
    >
      <Icon name="unfold" />
      <span class="label" dir="auto">
        +{count} more · {label}
      </span>
      {trouble !== '' && <span class={failed > 0 ? 'trouble failed' : 'trouble late'}>{trouble}</span>}
    </button>
  );
}
