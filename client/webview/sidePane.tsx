// What lies beside the graph, or under it where there is little room: details, impact, filters or help. Deliberately absent: what is in them
// (chrome/).

import { Details } from './chrome/details.tsx';
import { Filters } from './chrome/filters.tsx';
import { Help } from './chrome/help.tsx';
import { Impact } from './chrome/impact.tsx';
import type { PanelAction } from './chrome/keys.ts';
import { type Pane, type PanelEvent, type PanelState, type Selection, selectionOf } from './state.ts';

interface Props {
  readonly pane: Pane;
  readonly state: PanelState;
  readonly dispatch: (event: PanelEvent) => void;
  readonly onAction: (action: PanelAction) => void;
  readonly onGo: (selection: Selection) => void;
  readonly onClose: () => void;
}

export function SidePane({ pane, state, dispatch, onAction, onGo, onClose }: Props) {
  return <div class="side">{content()}</div>;

  function content() {
    const { graph, selection, view } = state;
    if (pane === 'help') return <Help onClose={onClose} />;
    if (pane === 'impact') {
      return (
        <Impact
          impact={graph?.impact}
          onGo={(node, column) => onGo(selectionOf(node, column))}
          onCopy={() => onAction('copyImpact')}
          onClose={onClose}
        />
      );
    }
    if (pane === 'details') {
      return (
        <Details
          node={graph?.nodes.find(({ id }) => id === selection?.id)}
          column={selection?.column}
          card={state.card}
          onAction={onAction}
          onClose={onClose}
        />
      );
    }
    return (
      <Filters
        facets={graph?.facets}
        filter={view.filter}
        foldBy={view.foldBy}
        onFilter={(filter) => dispatch({ type: 'filter', filter })}
        onFoldBy={(foldBy) => dispatch({ type: 'foldBy', foldBy })}
        onClose={onClose}
      />
    );
  }
}
