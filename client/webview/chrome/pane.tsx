// The frame of what opens beside the graph: a heading, a button that closes it, and Escape. Deliberately absent: where it is.

import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Button } from './button.tsx';

interface PaneProps {
  readonly title: string;
  /** It takes the focus when it opens. */
  readonly takesFocus?: boolean;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

export function Pane({ title, takesFocus = false, onClose, children }: PaneProps) {
  const root = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    if (takesFocus) root.current?.focus();
  }, [takesFocus]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onClose();
  };
  return (
    <section ref={root} class="pane" aria-label={title} tabIndex={-1} onKeyDown={onKeyDown}>
      <header>
        <h2>{title}</h2>
        <Button icon="close" label={`Close ${title.toLowerCase()}`} onClick={onClose} />
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: without a stop of its own the keyboard couldn't scroll it. */}
      <div class="paneBody" tabIndex={0}>
        {children}
      </div>
    </section>
  );
}
