// What of the graph is shown: lists of values with how many nodes have them, and what large neighbourhoods are folded by.
// Deliberately absent: which nodes match (the server says it).

import { useState } from 'preact/hooks';
import type { Facet, FoldBy, LineageFacets, LineageFilter } from '../../../server/src/lineageProtocol.ts';
import { emptyFilter } from '../view.ts';
import { activeFilters, type FilterField, filterFields, foldByChoices, toggled } from './filterState.ts';
import { Pane } from './pane.tsx';

/** Lists longer than this have a box that narrows them. */
const mostWithoutBox = 8;
const mostShown = 60;

export interface FiltersProps {
  /** Undefined before there is a graph. */
  readonly facets: LineageFacets | undefined;
  readonly filter: LineageFilter;
  readonly foldBy: FoldBy;
  readonly onFilter: (filter: LineageFilter) => void;
  readonly onFoldBy: (foldBy: FoldBy) => void;
  readonly onClose: () => void;
}

export function Filters({ facets, filter, foldBy, onFilter, onFoldBy, onClose }: FiltersProps) {
  return (
    <Pane title="Filter" takesFocus onClose={onClose}>
      <label class="choice">
        <input
          type="checkbox"
          checked={filter.attention}
          onChange={() => onFilter({ ...filter, attention: !filter.attention })}
        />
        Only failing, late or broken
      </label>
      {filterFields.map(({ field, title }) => (
        <Values
          key={field}
          title={title}
          facets={facets?.[field] ?? []}
          chosen={filter[field]}
          onToggle={(value) => onFilter(toggled(filter, field, value))}
        />
      ))}
      <label class="foldBy">
        Fold what doesn’t fit by
        <select value={foldBy} onChange={({ currentTarget }) => onFoldBy(currentTarget.value as FoldBy)}>
          {foldByChoices.map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </select>
      </label>
      <button
        type="button"
        class="textButton"
        disabled={activeFilters(filter).length === 0}
        onClick={() => onFilter(emptyFilter)}
      >
        Clear all
      </button>
    </Pane>
  );
}

interface ValuesProps {
  readonly title: string;
  readonly facets: LineageFacets[FilterField];
  readonly chosen: readonly string[];
  readonly onToggle: (value: string) => void;
}

function Values({ title, facets, chosen, onToggle }: ValuesProps) {
  const [narrowed, setNarrowed] = useState('');
  // What is chosen stays there to be given up, though nothing within reach has it any more.
  const missing = chosen.filter((value) => !facets.some((facet) => facet.value === value));
  const all: readonly Facet[] = [...facets, ...missing.map((value) => ({ value, count: 0 }))];
  // Giving up the last value doesn't close the list under the pointer.
  const [open, setOpen] = useState(chosen.length > 0 || all.length <= mostWithoutBox);
  if (all.length === 0) return undefined;
  const wanted = narrowed.trim().toLowerCase();
  const found = all.filter(({ value }) => chosen.includes(value) || value.toLowerCase().includes(wanted));
  const shown = found.slice(0, mostShown);
  return (
    <details class="values" open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        {title}
        {chosen.length > 0 && <span class="count">{chosen.length}</span>}
      </summary>
      {all.length > mostWithoutBox && (
        <input
          type="text"
          spellcheck={false}
          placeholder={`Find among ${all.length}`}
          aria-label={`Find among ${title.toLowerCase()}`}
          value={narrowed}
          onInput={({ currentTarget }) => setNarrowed(currentTarget.value)}
        />
      )}
      {shown.map(({ value, count }) => (
        <label key={value} class="choice">
          <input type="checkbox" checked={chosen.includes(value)} onChange={() => onToggle(value)} />
          <bdi class="choiceText" title={value}>
            {value}
          </bdi>
          <span class="muted">{count}</span>
        </label>
      ))}
      {found.length > shown.length && (
        <p class="muted">{found.length - shown.length} more: type part of the name.</p>
      )}
      {found.length === 0 && <p class="muted">None has “{narrowed.trim()}”.</p>}
    </details>
  );
}
