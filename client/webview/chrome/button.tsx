// A button that asks for an action: an icon with words for those who don't see it, and its key in the title.
// Deliberately absent: doing it.

import { Icon } from '../icon.tsx';
import { keyOf, type PanelAction } from './keys.ts';

export interface ButtonProps {
  readonly icon: string;
  /** What it does; a title says its key too. */
  readonly label: string;
  /** Beside the icon, where there is room. */
  readonly text?: string | undefined;
  /** A number at the icon, said in words by the label. */
  readonly count?: number | undefined;
  /** Whose key the title says. */
  readonly action?: PanelAction | undefined;
  /** Of a button that stays down. */
  readonly pressed?: boolean | undefined;
  /** Of a button that shows and hides something. */
  readonly expanded?: boolean | undefined;
  /** It keeps the focus, so that nobody loses their place when the last step back is taken. */
  readonly disabled?: boolean | undefined;
  readonly tabIndex?: number | undefined;
  readonly onClick: () => void;
  readonly onFocus?: (() => void) | undefined;
}

export function Button(props: ButtonProps) {
  const { icon, label, text, count, action, pressed, expanded, disabled, tabIndex, onClick, onFocus } = props;
  const key = action && keyOf(action);
  return (
    <button
      type="button"
      class="button"
      title={key ? `${label} (${key})` : label}
      aria-label={label}
      aria-pressed={pressed}
      aria-expanded={expanded}
      aria-disabled={disabled || undefined}
      tabIndex={tabIndex}
      onClick={() => !disabled && onClick()}
      onFocus={onFocus}
    >
      <Icon name={icon} />
      {text && <span class="buttonText">{text}</span>}
      {count ? <span class="count">{count > 99 ? '99+' : count}</span> : undefined}
    </button>
  );
}
