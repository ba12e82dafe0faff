// What is filtered by, always in sight: nobody takes a filtered graph for the whole. Each goes away by a click.
// Deliberately absent: choosing (filters.tsx).

import type { LineageFilter } from '../../../server/src/lineageProtocol.ts';
import { Icon } from '../icon.tsx';
import { emptyFilter } from '../view.ts';
import { activeFilters, without } from './filterState.ts';

export interface FilterChipsProps {
  readonly filter: LineageFilter;
  /** Nodes that the filter hides. */
  readonly hidden: number;
  readonly onFilter: (filter: LineageFilter) => void;
}

/** Nothing where nothing is filtered. */
export function FilterChips({ filter, hidden, onFilter }: FilterChipsProps) {
  const active = activeFilters(filter);
  if (active.length === 0) return undefined;
  return (
    <section class="chips" aria-label="Active filters">
      {active.map((part) => (
        <button
          key={part.text}
          type="button"
          class="chip"
          title={`Take away the filter “${part.text}”`}
          aria-label={`Take away the filter ${part.text}`}
          onClick={() => onFilter(without(filter, part))}
        >
          <bdi>{part.text}</bdi>
          <Icon name="close" />
        </button>
      ))}
      <span class="muted" role="status">
        {hidden} hidden
      </span>
      {active.length > 1 && (
        <button type="button" class="link" onClick={() => onFilter(emptyFilter)}>
          Clear all
        </button>
      )}
    </section>
  );
}
