// All keys, and what lines, colours and signs mean, in words. Deliberately absent: the keys themselves (keys.ts).

import { Icon } from '../icon.tsx';
import { lineMeanings } from '../lines.ts';
import { shapeMeanings } from '../shapes.ts';
import { keyGroups, spokenKey } from './keys.ts';
import { Pane } from './pane.tsx';

export function Help({ onClose }: { readonly onClose: () => void }) {
  return (
    <Pane title="Keys and signs" takesFocus onClose={onClose}>
      <Keys />
      <Signs />
    </Pane>
  );
}

function Keys() {
  return (
    <>
      {keyGroups.map(({ title, bindings }) => (
        <table key={title} class="keys">
          <caption>{title}</caption>
          <tbody>
            {bindings.map(({ action, keys, does }) => (
              <tr key={action}>
                <th scope="row">
                  {keys.map((key) => (
                    <kbd key={key}>{spokenKey(key)}</kbd>
                  ))}
                </th>
                <td>{does}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
      <p class="muted">Keys work where the graph has the focus. Tab goes to the buttons and back.</p>
    </>
  );
}

const states = [
  { state: 'failed', icon: 'error', words: 'Its run or a test failed' },
  { state: 'late', icon: 'warning', words: 'Its data is late' },
  { state: 'fine', icon: 'pass', words: 'Ran, passed, fresh' },
  { state: 'unknown', icon: 'question', words: 'Nothing is known yet' },
] as const;

const impacts = [
  { impact: 'changed', words: 'Changed in the unsaved text' },
  { impact: 'breaks', words: 'Breaks by the change' },
  { impact: 'perhaps', words: 'Perhaps breaks: nobody knows' },
] as const;

function Signs() {
  return (
    <>
      <h3>Lines</h3>
      <p class="muted">Data flows from left to right, or from the top down where there is little room.</p>
      <ul class="plain signs">
        {lineMeanings.map(({ dash, words }) => (
          <li key={words}>
            <svg width="44" height="10" aria-hidden="true">
              <line x1="1" y1="5" x2="43" y2="5" stroke-dasharray={dash} />
            </svg>
            {words}
          </li>
        ))}
      </ul>
      <h3>Kinds of nodes</h3>
      <ul class="plain signs">
        {shapeMeanings.map(({ shape, words }) => (
          <li key={shape}>
            <span class={`shape ${shape}`} />
            {words}
          </li>
        ))}
      </ul>
      <h3>How a node is doing</h3>
      <ul class="plain signs">
        {states.map(({ state, icon, words }) => (
          <li key={state}>
            <span class={`sign ${state}`}>
              <Icon name={icon} />
            </span>
            {words}
          </li>
        ))}
        {impacts.map(({ impact, words }) => (
          <li key={impact}>
            <span class={`sign outlined ${impact}`} />
            {words}
          </li>
        ))}
      </ul>
    </>
  );
}
