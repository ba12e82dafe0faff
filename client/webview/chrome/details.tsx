// The card of the selected node or column, as a hover shows it, and what can be done with it.
// Deliberately absent: asking for the card, and doing.

import type { CardView, GraphNode } from '../../../server/src/lineageProtocol.ts';
import { Icon } from '../icon.tsx';
import { Button } from './button.tsx';
import type { PanelAction } from './keys.ts';
import { Pane } from './pane.tsx';
import { Blocks, Inlines } from './rich.tsx';

export interface DetailsProps {
  /** Undefined where nothing is selected. */
  readonly node: GraphNode | undefined;
  /** Where a column of the node is selected. */
  readonly column?: string | undefined;
  /** Undefined where nothing is known. */
  readonly card: CardView | 'loading' | undefined;
  readonly onAction: (action: PanelAction) => void;
  readonly onClose: () => void;
}

export function Details({ node, column, card, onAction, onClose }: DetailsProps) {
  return (
    <Pane title="Details" onClose={onClose}>
      {node ? (
        <>
          <Actions node={node} column={column} onAction={onAction} />
          <Card card={card} />
        </>
      ) : (
        <p class="muted">Select a node or a column: what is known about it is shown here.</p>
      )}
    </Pane>
  );
}

function Actions({
  node,
  column,
  onAction,
}: Pick<DetailsProps, 'column' | 'onAction'> & { readonly node: GraphNode }) {
  const button = (action: PanelAction, icon: string, label: string) => (
    <Button icon={icon} label={label} action={action} onClick={() => onAction(action)} />
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings a frame.
    <div class="actions" role="group" aria-label={`What to do with ${column ?? node.label}`}>
      {node.opens && button('openFile', 'go-to-file', column ? 'Open its line' : 'Open its file')}
      {node.opens && button('openYaml', 'symbol-namespace', 'Open its YAML')}
      {button('centre', 'target', 'Centre the graph on it')}
      {node.hasColumns &&
        !column &&
        button('columns', 'symbol-field', node.columns ? 'Hide its columns' : 'List its columns')}
      {column && button('comesFrom', 'type-hierarchy-super', 'Where its values come from')}
      {column && button('readBy', 'type-hierarchy-sub', 'Who reads it')}
      {!column && button('path', 'type-hierarchy', 'Highlight the ways to another node')}
      {button('copyId', 'copy', 'Copy its unique id')}
    </div>
  );
}

function Card({ card }: Pick<DetailsProps, 'card'>) {
  if (card === 'loading') {
    return (
      <p class="muted" role="status">
        Reading …
      </p>
    );
  }
  if (!card) return <p class="muted">Nothing is known about it. After the next dbt parse there may be.</p>;
  return (
    <article class="card">
      <h3>
        <Icon name={card.icon} />
        <bdi>{card.title}</bdi>
      </h3>
      {card.subtitle && <p class="muted">{card.subtitle}</p>}
      {card.tags.length > 0 && (
        <p class="tags">
          {card.tags.map((tag) => (
            <bdi key={tag} class="tag">
              {tag}
            </bdi>
          ))}
        </p>
      )}
      <Blocks blocks={card.description} />
      {card.facts.length > 0 && (
        <dl>
          {card.facts.map(({ icon, label, lines }) => (
            <div key={label} class="fact">
              <dt>
                <Icon name={icon} />
                {label}
              </dt>
              {lines.map((line, index) => (
                <dd key={index} dir="auto">
                  <Inlines inlines={line} />
                </dd>
              ))}
            </div>
          ))}
        </dl>
      )}
    </article>
  );
}
