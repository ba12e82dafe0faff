// Nodes drawn as one: "+120 more · staging". It shows more of them by themselves. Deliberately absent: where it lies.

import type { GraphFold } from '../../../server/src/lineageProtocol.ts';
import { nameTail } from '../cut.ts';
import { Icon } from '../icon.tsx';
import type { Box } from '../layout/layout.ts';
import { foldText, foldTrouble } from '../words.ts';
import { CutText } from './cutText.tsx';
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
  const { id, label, spoken } = fold;
  const trouble = foldTrouble(fold);
  return (
    <button
      type="button"
      class={['box fold', marks.selected && 'selected', marks.found && 'found', marks.dim && 'dim']
        .filter(Boolean)
        .join(' ')}
      style={placed(box)}
      data-id={id}
      tabIndex={marks.selected ? 0 : -1}
      aria-label={spoken}
      title={`Show more of ${label}`}
      onClick={() => on.unfold(id)}
    >
      <Icon name="unfold" />
      <CutText class="label" text={foldText(fold)} tail={nameTail} />
      {trouble !== '' && <span class="trouble">{trouble}</span>}
    </button>
  );
}
