// The columns of a node: name, type, what the name promises, tests and classification, each in words. Deliberately absent: the lines between
// columns (edges.tsx).

import type { GraphColumn, GraphColumns, GraphNode } from '../../../server/src/lineageProtocol.ts';
import type { Made } from '../arrivals.ts';
import { columnTail } from '../cut.ts';
import { columnsOf } from '../geometry.ts';
import { Icon } from '../icon.tsx';
import { columnCount, columnImpactWords } from '../words.ts';
import { CutText } from './cutText.tsx';
import type { GraphEvents } from './events.ts';

interface Props {
  readonly node: GraphNode;
  readonly columns: GraphColumns;
  readonly all: boolean;
  readonly made: ReadonlyMap<string, Made>;
  /** The column that is selected. */
  readonly selected: string | undefined;
  readonly on: GraphEvents;
}

export function ColumnList({ node, columns, all, made, selected, on }: Props) {
  const drawn = columnsOf(node, all);
  const rest = columns.shown.length - drawn.length;
  return (
    <div class="columns">
      {rest > 0 || all ? (
        <button type="button" class="columnsHead" tabIndex={-1} onClick={() => on.allColumns(node.id)}>
          {rest > 0 ? `Show all ${columns.shown.length} columns` : 'Show fewer columns'}
        </button>
      ) : (
        <div class="columnsHead">{columnCount(columns, columns.shown.length)}</div>
      )}
      <ul aria-label={`Columns of ${node.label}`}>
        {drawn.map((column) => (
          <li key={column.name}>
            <Column
              {...{ node, column, on }}
              made={made.get(column.name)}
              selected={column.name === selected}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Column(props: {
  readonly node: GraphNode;
  readonly column: GraphColumn;
  readonly made: Made | undefined;
  readonly selected: boolean;
  readonly on: GraphEvents;
}) {
  const { node, column, made, selected, on } = props;
  const { name, type, classified, tests, impact } = column;
  return (
    <>
      <button
        type="button"
        class={['column', column.lit && 'lit', impact && `impact-${impact}`, selected && 'selected']
          .filter(Boolean)
          .join(' ')}
        data-id={node.id}
        data-column={name}
        tabIndex={selected ? 0 : -1}
        aria-label={made ? `${column.spoken}, ${made.sentence}` : column.spoken}
        aria-pressed={selected}
        title={titleOf(column, made)}
        onClick={() => on.light(node.id, name)}
        onDblClick={on.open}
      >
        <CutText class="columnName" text={name} tail={columnTail} />
      </button>
      {/* Over the button, not in it: what is seen in it is what it can be called by. */}
      <span class="facts" aria-hidden="true">
        {impact && <span class="columnImpact">{columnImpactWords[impact]}</span>}
        {classified !== undefined && (
          <span class="classified">
            <Icon name="shield" />
            {classified}
          </span>
        )}
        {tests && (
          <span class={tests.failing > 0 ? 'tests failed' : 'tests'}>
            <Icon name={tests.failing > 0 ? 'error' : 'beaker'} />
            {tests.failing > 0 ? `${tests.failing}/${tests.all}` : tests.all}
          </span>
        )}
        {made && <span class="made">{made.words}</span>}
        {type !== undefined && <span class="type">{type}</span>}
      </span>
    </>
  );
}

function titleOf({ name, type, promise, description }: GraphColumn, made: Made | undefined): string {
  const head = [name, type].filter(Boolean).join(' ');
  return [head, made?.sentence, promise, description].filter(Boolean).join('\n');
}
