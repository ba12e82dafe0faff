// A button with a menu under it, by the rules of ARIA: arrow keys between the items, Escape closes and gives the focus back.
// Deliberately absent: menus in menus.

import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../icon.tsx';
import { moveFocus } from './arrowFocus.ts';
import { keyOf, type PanelAction } from './keys.ts';

export interface MenuItem {
  readonly action: PanelAction;
  readonly icon: string;
  readonly label: string;
  /** Of an item that is on or off. */
  readonly checked?: boolean | undefined;
}

interface MenuProps {
  readonly icon: string;
  readonly label: string;
  readonly items: readonly MenuItem[];
  readonly tabIndex: number;
  readonly onFocus: () => void;
  readonly onAction: (action: PanelAction) => void;
}

export function Menu({ icon, label, items, tabIndex, onFocus, onAction }: MenuProps) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLSpanElement>(null);
  const focus = (selector: string) => root.current?.querySelector<HTMLElement>(selector)?.focus();
  useLayoutEffect(() => {
    if (open) focus('[role^=menuitem]');
  }, [open]);
  const close = () => {
    focus('.button');
    setOpen(false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!open || !root.current) return;
    if (event.key === 'Escape') {
      event.stopPropagation();
      close();
    } else if (event.key === 'Tab') setOpen(false);
    else if (!moveFocus(event, root.current, '[role^=menuitem]', 'column') && event.key.startsWith('Arrow')) {
      // The toolbar around it doesn't move while the menu is open.
      event.stopPropagation();
    }
  };
  const onFocusOut = ({ relatedTarget }: FocusEvent) => {
    if (!root.current?.contains(relatedTarget as Node | null)) setOpen(false);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears what its buttons are told.
    <span ref={root} class="menuPlace" onKeyDown={onKeyDown} onFocusOut={onFocusOut}>
      <button
        type="button"
        class="button"
        title={label}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        tabIndex={tabIndex}
        onFocus={onFocus}
        onClick={() => setOpen(!open)}
      >
        <Icon name={icon} />
      </button>
      {open && (
        <div class="menu" role="menu" aria-label={label}>
          {items.map((item) => (
            <Item
              key={item.action}
              item={item}
              onChoose={() => {
                close();
                onAction(item.action);
              }}
            />
          ))}
        </div>
      )}
    </span>
  );
}

function Item({ item, onChoose }: { readonly item: MenuItem; readonly onChoose: () => void }) {
  const { action, icon, label, checked } = item;
  const role =
    checked === undefined
      ? ({ role: 'menuitem' } as const)
      : ({ role: 'menuitemcheckbox', 'aria-checked': checked } as const);
  return (
    <button type="button" {...role} tabIndex={-1} onClick={onChoose}>
      <Icon name={checked ? 'check' : icon} />
      <span>{label}</span>
      <span class="menuKey" aria-hidden="true">
        {keyOf(action)}
      </span>
    </button>
  );
}
