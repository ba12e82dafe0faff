// What changes of texts break: the changes, who reads what is changed, nearest first, and whom to tell.
// Deliberately absent: working it out (the server does).

import type { ImpactReader, LineageImpact } from '../../../server/src/lineageProtocol.ts';
import { Pane } from './pane.tsx';

export interface ImpactProps {
  /** Undefined where nothing is changed. */
  readonly impact: LineageImpact | undefined;
  /** Goes to a node, or to a column of it. */
  readonly onGo: (node: string, column?: string) => void;
  readonly onCopy: () => void;
  readonly onClose: () => void;
}

export function Impact({ impact, onGo, onCopy, onClose }: ImpactProps) {
  return (
    <Pane title="What the change breaks" onClose={onClose}>
      {impact ? (
        <Found impact={impact} onGo={onGo} onCopy={onCopy} />
      ) : (
        <p class="muted">
          No open file changes a column that is read. What you take away, rename or retype is listed here as
          soon as it is written to its end, with who reads it.
        </p>
      )}
    </Pane>
  );
}

function Found({
  impact,
  onGo,
  onCopy,
}: Pick<ImpactProps, 'onGo' | 'onCopy'> & { readonly impact: LineageImpact }) {
  const sure = impact.readers.filter(({ breaks }) => breaks);
  const perhaps = impact.readers.filter(({ breaks }) => !breaks);
  return (
    <>
      <ul class="plain">
        {impact.changes.map(({ node, column, text }) => (
          <li key={`${node} ${column}`}>
            <button type="button" class="row" onClick={() => onGo(node, column)}>
              <bdi class="rowText">{text}</bdi>
            </button>
          </li>
        ))}
      </ul>
      <Readers title="Breaks" readers={sure} onGo={onGo} />
      <Readers title="Perhaps" readers={perhaps} onGo={onGo} />
      {impact.more > 0 && <p class="muted">{impact.more} more, further away.</p>}
      {impact.readers.length === 0 && (
        <p>
          {impact.whole
            ? 'Nobody reads what is changed: nothing breaks.'
            : 'Nothing breaks, as far as was looked.'}
        </p>
      )}
      {impact.owners.length > 0 && (
        <>
          <h3>To tell</h3>
          <ul class="plain">
            {impact.owners.map(({ owner, labels, more }) => (
              <li key={owner}>
                <bdi>{owner}</bdi>{' '}
                <span class="muted">
                  {labels.join(', ')}
                  {more > 0 && ` and ${more} more`}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      {!impact.whole && (
        <p class="muted" role="status">
          Not everything was looked at: there may be more readers.
        </p>
      )}
      <button type="button" class="textButton" onClick={onCopy}>
        Copy as Markdown
      </button>
    </>
  );
}

interface ReadersProps {
  readonly title: string;
  readonly readers: readonly ImpactReader[];
  readonly onGo: (node: string) => void;
}

function Readers({ title, readers, onGo }: ReadersProps) {
  if (readers.length === 0) return undefined;
  return (
    <>
      <h3>
        {title} <span class="count">{readers.length}</span>
      </h3>
      <ul class="plain">
        {readers.map(({ node, label, kind, owner, columns, perhaps }) => (
          <li key={`${node} ${label}`}>
            <button type="button" class="row" onClick={() => onGo(node)}>
              <bdi class="rowText">{label}</bdi>
              <span class="muted">
                {kind} {perhaps ? 'may read' : 'reads'} {columns.join(', ')}
                {owner ? ` · ${owner}` : ' · no owner'}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
