// The panel: which parts stand where, and what they are told. Deliberately absent: the parts themselves, how the state changes.

import { useMemo, useRef, useState } from 'preact/hooks';
import type { LineageGraph } from '../../server/src/lineageProtocol.ts';
import { Canvas } from './canvas/canvas.tsx';
import type { GraphEvents } from './canvas/events.ts';
import { Overview } from './canvas/overview.tsx';
import { FilterChips } from './chrome/filterChips.tsx';
import { activeFilters } from './chrome/filterState.ts';
import { actionOf, type PanelAction } from './chrome/keys.ts';
import { Notes } from './chrome/notes.tsx';
import { Nothing } from './chrome/nothing.tsx';
import { PathBar } from './chrome/pathBar.tsx';
import { search } from './chrome/search.ts';
import { SearchBox } from './chrome/searchBox.tsx';
import { Toolbar } from './chrome/toolbar.tsx';
import type { Size } from './geometry.ts';
import type { Host } from './host.ts';
import { visible } from './layout/visible.ts';
import { goTo, open, perform } from './perform.ts';
import { SidePane } from './sidePane.tsx';
import { replacesGraph, selectionOf } from './state.ts';
import { useGraphFocus, useKeysOfPage } from './useGraphFocus.ts';
import { narrowWidth, useLayout } from './useLayout.ts';
import { useKept, usePanel } from './usePanel.ts';
import { useSight } from './useSight.ts';
import { useSize } from './useSize.ts';
import { emptyFilter } from './view.ts';
import { brokenReaders } from './words.ts';

/** Of more boxes than this, only what can be seen is drawn. */
const mostDrawn = 100;
/** Wider views have room for a minimap. */
const minimapWidth = 560;
const unseen: Size = { width: 0, height: 0 };

export function App({ host }: { readonly host: Host }) {
  const latest = useRef<(action: PanelAction) => void>(() => {});
  const { state, dispatch, begin } = usePanel(host, (command) => latest.current(command));
  const { graph, selection, pane, query, view } = state;
  const [stage, setStage] = useState<HTMLDivElement | null>(null);
  const size = useSize(stage);
  const [body, setBody] = useState<HTMLDivElement | null>(null);
  // What opens beside the graph takes room of it: it doesn't decide how the graph lies, nor where it opens itself.
  const width = useSize(body)?.width;
  const drawn = useLayout(graph, state.allColumns, state.anchor, width);
  const shown = replacesGraph(state) ? undefined : drawn;
  const sight = useSight(shown, size ?? unseen, selection, begin);
  const { controls } = sight;
  useKept(host, state, controls);
  const means = { host, state, dispatch, sight: controls, drawn: shown };
  const onAction = (action: PanelAction) => perform(action, means);
  latest.current = onAction;
  const now = useRef(means);
  now.current = means;
  const on = useMemo<GraphEvents>(
    () => ({
      choose: (chosen) => dispatch({ type: 'choose', selection: chosen }),
      open: () => open('file', now.current),
      expand: (node, direction) => dispatch({ type: 'expand', expansion: { node, direction, steps: 1 } }),
      unfold: (fold) => dispatch({ type: 'unfold', fold }),
      columns: (node) => dispatch({ type: 'columns', node }),
      allColumns: (node) => dispatch({ type: 'allColumns', node }),
      light: (node, column) => dispatch({ type: 'light', column: { node, column } }),
    }),
    [],
  );
  const onKeyDown = (event: KeyboardEvent) => {
    const action = actionOf(event);
    if (action === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onAction(action);
  };
  const found = useMemo(
    () => (graph && query ? new Set(search(graph, query).map(({ node }) => node)) : undefined),
    [graph, query],
  );
  const region = drawn && drawn.items.size > mostDrawn ? sight.region : undefined;
  const inSight = useMemo(
    () => (drawn && region ? visible(drawn.layout, drawn.graph.edges, region) : undefined),
    [drawn, region],
  );
  const viewRef = useRef<HTMLDivElement | null>(null);
  const setView = useMemo(
    () => (element: HTMLDivElement | null) => {
      viewRef.current = element;
      sight.setView(element);
    },
    [],
  );
  const focusing = useGraphFocus(viewRef, selection);
  useKeysOfPage(viewRef, onKeyDown);
  const narrow = width !== undefined && width < narrowWidth;
  const clearFilter = () => dispatch({ type: 'filter', filter: emptyFilter });
  const close = () => onAction('close');
  const path =
    view.path ?? (state.pathFrom === undefined ? undefined : { from: state.pathFrom, to: undefined });
  return (
    <main class="panel" {...focusing}>
      <Toolbar
        upstream={view.upstream}
        downstream={view.downstream}
        followsColumns={state.followColumns}
        activeFilters={activeFilters(view.filter).length}
        impact={graph?.impact}
        open={pane}
        inSidebar={host.place === 'sidebar'}
        narrow={narrow}
        onAction={onAction}
      />
      {shown && query !== undefined && (
        <SearchBox
          graph={shown.graph}
          label="Search nodes, listed columns"
          query={query}
          onQuery={(text) => dispatch({ type: 'query', query: text })}
          onGo={({ node, column }) => goTo(selectionOf(node, column), means)}
          onClose={() => dispatch({ type: 'query', query: undefined })}
          onClearFilter={clearFilter}
        />
      )}
      <FilterChips
        filter={view.filter}
        hidden={graph?.filtered ?? 0}
        onFilter={(filter) => dispatch({ type: 'filter', filter })}
      />
      {shown && path && (
        <PathBar
          graph={shown.graph}
          from={path.from}
          to={path.to}
          onTo={(node) => dispatch({ type: 'choose', selection: { id: node } })}
          onClear={() => onAction('path')}
          onClearFilter={clearFilter}
        />
      )}
      <div class={narrow ? 'body narrow' : 'body'} ref={setBody}>
        <div
          class="stage"
          ref={setStage}
          aria-busy={state.answered < state.version || graph?.whole === false}
        >
          {shown ? (
            <Canvas
              {...shown}
              {...{ selection, found, on, onKeyDown }}
              drawn={inSight}
              bare={sight.bare}
              viewRef={setView}
              layerRef={sight.setLayer}
            />
          ) : (
            <Nothing nothing={state.nothing ?? waiting(state.question !== undefined)} />
          )}
          {shown && state.nothing && (
            <p class="banner" role="status">
              {state.nothing.message}
            </p>
          )}
          {shown && size && size.width >= minimapWidth && <Overview drawn={shown} sight={controls} />}
        </div>
        {pane && (
          <SidePane {...{ pane, state, dispatch, onAction }} onGo={(to) => goTo(to, means)} onClose={close} />
        )}
      </div>
      {shown && <Notes notes={shown.graph.notes} />}
      <div class="unseen" role="status">
        {shown && heard(shown.graph)}
      </div>
    </main>
  );
}

/** What is said when the graph is another, or what it breaks. */
function heard({ summary, impact }: LineageGraph): string {
  return impact ? `${summary}. The change breaks ${brokenReaders(impact)}` : summary;
}

function waiting(asked: boolean) {
  const message = asked
    ? 'Reading the lineage …'
    : 'Open a model, a source’s YAML or any other file of a dbt project: where its data comes from and who reads it is shown here.';
  return { kind: 'nothing', reason: 'noFile', message } as const;
}
