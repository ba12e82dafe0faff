// The ways between two nodes: the first is chosen, the second is searched for or clicked in the graph. Deliberately absent: finding
// the ways (the server lights them).

import { useCallback, useState } from 'preact/hooks';
import type { LineageGraph } from '../../../server/src/lineageProtocol.ts';
import { Icon } from '../icon.tsx';
import { Button } from './button.tsx';
import type { SearchHit } from './search.ts';
import { SearchBox } from './searchBox.tsx';
import { waysBetween } from './ways.ts';

export interface PathBarProps {
  readonly graph: LineageGraph;
  /** A node's id. */
  readonly from: string;
  /** Undefined while it is looked for. */
  readonly to: string | undefined;
  readonly onTo: (node: string) => void;
  readonly onClear: () => void;
  readonly onClearFilter: () => void;
}

export function PathBar({ graph, from, to, onTo, onClear, onClearFilter }: PathBarProps) {
  return (
    <section class="pathBar" aria-label="Ways between two nodes">
      <p>
        {to === undefined ? (
          <>
            <Ends graph={graph} from={from} />
            <span class="muted">click the other node, or search</span>
          </>
        ) : (
          <Found {...{ graph, from, to }} />
        )}
        <Button icon="close" label="End the highlight" action="close" onClick={onClear} />
      </p>
      {to === undefined && <Target {...{ graph, from, onTo, onClear, onClearFilter }} />}
    </section>
  );
}

interface EndsProps {
  readonly graph: LineageGraph;
  readonly from: string;
  readonly to?: string;
}

function Ends({ graph, from, to }: EndsProps) {
  return (
    <>
      <bdi class="rowText">{labelOf(graph, from)}</bdi>
      <Icon name="arrow-right" />
      {to !== undefined && <bdi class="rowText">{labelOf(graph, to)}</bdi>}
    </>
  );
}

/** In the order in which data flows, whichever end was chosen first. */
function Found({ graph, from, to }: Required<EndsProps>) {
  const { count, nodes, isReversed } = waysBetween(graph, from, to);
  const ways = count === undefined ? 'many ways' : count === 1 ? '1 way' : `${count} ways`;
  return (
    <>
      <Ends graph={graph} {...(isReversed ? { from: to, to: from } : { from, to })} />
      <span class="muted" role="status">
        {nodes === 0 ? 'no way is shown' : `${ways}, ${nodes} nodes`}
      </span>
    </>
  );
}

function Target({ graph, from, onTo, onClear, onClearFilter }: Omit<PathBarProps, 'to'>) {
  const [query, setQuery] = useState('');
  const ends = useCallback(({ kind, node }: SearchHit) => kind === 'node' && node !== from, [from]);
  return (
    <SearchBox
      graph={graph}
      label="To which node?"
      query={query}
      onQuery={setQuery}
      ends={ends}
      onGo={({ node }) => onTo(node)}
      onClose={onClear}
      onClearFilter={onClearFilter}
    />
  );
}

function labelOf({ nodes }: LineageGraph, id: string): string {
  return nodes.find((node) => node.id === id)?.label ?? id;
}
