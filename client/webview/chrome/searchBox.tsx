// Search as one types: hits in a list, Enter and the arrow keys go from one to the next. The focus stays in the text box.
// Deliberately absent: finding (search.ts), and what happens in the graph when a hit is gone to.

import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { LineageGraph } from '../../../server/src/lineageProtocol.ts';
import { Icon } from '../icon.tsx';
import { Button } from './button.tsx';
import { type SearchHit, search } from './search.ts';

/** Hits that are listed; Enter goes through the others as well. */
const mostListed = 50;

export interface SearchBoxProps {
  readonly graph: LineageGraph;
  /** What is searched for, in words: the box's name. */
  readonly label: string;
  readonly query: string;
  readonly onQuery: (query: string) => void;
  /** Which hits end the search when they are gone to: arrow keys only mark them. Undefined: all hits are gone to, one after the other. */
  readonly ends?: (hit: SearchHit) => boolean;
  readonly onGo: (hit: SearchHit) => void;
  readonly onClose: () => void;
  /** Shows what the filter hides. */
  readonly onClearFilter: () => void;
}

export function SearchBox(props: SearchBoxProps) {
  const { graph, label, query, ends, onQuery, onGo, onClose, onClearFilter } = props;
  /** The hit that is marked; -1 before the first. */
  const [marked, setMarked] = useState(-1);
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => input.current?.focus(), []);
  const hits = useMemo(() => {
    const all = search(graph, query);
    return ends ? all.filter(ends) : all;
  }, [graph, query, ends]);
  // A new graph may have fewer.
  const at = marked < hits.length ? marked : -1;
  const mark = (index: number) => {
    const next = hits.length === 0 ? -1 : (index + hits.length) % hits.length;
    setMarked(next);
    return hits[next];
  };
  const go = (index: number) => {
    const hit = mark(index);
    if (hit) onGo(hit);
  };
  const step = ends ? mark : go;
  const next = () => step(at + 1);
  const previous = () => step(at <= 0 ? hits.length - 1 : at - 1);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onClose();
    else if (event.key === 'Enter' && ends) go(Math.max(at, 0));
    else if (event.key === 'ArrowDown' || (event.key === 'Enter' && !event.shiftKey)) next();
    else if (event.key === 'ArrowUp' || event.key === 'Enter') previous();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const listed = hits.slice(0, mostListed);
  return (
    <search class="search">
      <div class="searchLine">
        <input
          ref={input}
          type="text"
          role="combobox"
          spellcheck={false}
          autocomplete="off"
          placeholder={label}
          aria-label={label}
          aria-expanded={hits.length > 0}
          aria-controls={`${id}-hits`}
          aria-autocomplete="list"
          aria-activedescendant={at >= 0 && at < mostListed ? `${id}-${at}` : undefined}
          value={query}
          onInput={({ currentTarget }) => {
            onQuery(currentTarget.value);
            setMarked(-1);
          }}
          onKeyDown={onKeyDown}
        />
        <span class="searchCount" role="status">
          {countOf(query, at, hits.length)}
        </span>
        <Button icon="chevron-left" label="Previous hit" disabled={hits.length === 0} onClick={previous} />
        <Button icon="chevron-right" label="Next hit" disabled={hits.length === 0} onClick={next} />
        <Button icon="close" label="Close search" onClick={onClose} />
      </div>
      <div id={`${id}-hits`} class="hits" role="listbox" aria-label="Hits" hidden={hits.length === 0}>
        {listed.map((hit, index) => (
          <Hit
            key={`${hit.kind} ${hit.node} ${hit.column ?? ''}`}
            id={`${id}-${index}`}
            hit={hit}
            active={index === at}
            onChoose={() => go(index)}
          />
        ))}
      </div>
      {hits.length > mostListed && (
        <p class="muted">{hits.length - mostListed} more: type more of the name.</p>
      )}
      {query.trim() !== '' && hits.length === 0 && (
        <p class="muted">
          {ends
            ? 'No such node in this graph.'
            : 'Nothing in this graph. Columns are found where they are listed.'}
        </p>
      )}
      {query !== '' && graph.filtered > 0 && (
        <p class="muted">
          {graph.filtered} hidden by the filter.{' '}
          <button type="button" class="link" onClick={onClearFilter}>
            Show them
          </button>
        </p>
      )}
    </search>
  );
}

function countOf(query: string, at: number, count: number): string {
  if (query.trim() === '') return '';
  if (count === 0) return 'None';
  return at < 0 ? `${count}` : `${at + 1} of ${count}`;
}

interface HitProps {
  readonly id: string;
  readonly hit: SearchHit;
  readonly active: boolean;
  readonly onChoose: () => void;
}

function Hit({ id, hit, active, onChoose }: HitProps) {
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (active) root.current?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the text box has the keys of the list.
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the text box, which names the active hit.
    <div ref={root} id={id} class="hit" role="option" aria-selected={active} onClick={onChoose}>
      <Icon name={hit.icon} />
      <bdi class="hitLabel">{highlighted(hit)}</bdi>
      <bdi class="muted">{hit.context}</bdi>
    </div>
  );
}

function highlighted({ label, marks }: SearchHit) {
  let from = 0;
  const parts = marks.map(([start, end]) => {
    const before = label.slice(from, start);
    from = end;
    return [before, <mark key={start}>{label.slice(start, end)}</mark>];
  });
  return [...parts, label.slice(from)];
}
