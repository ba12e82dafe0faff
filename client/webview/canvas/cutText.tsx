// A name that keeps its end where there isn't room for all of it. Its text is whole, wherever it is cut.

import { cutPlace } from '../cut.ts';

/** `tail`: how many letters at the end are kept, about. */
export function CutText(props: { readonly class: string; readonly text: string; readonly tail: number }) {
  const { text, tail } = props;
  const at = cutPlace(text, tail);
  if (at === undefined) {
    return (
      <span class={props.class} dir="auto">
        {text}
      </span>
    );
  }
  return (
    <span class={`${props.class} inTwo`} dir="auto">
      <span>{text.slice(0, at)}</span>
      <span>{text.slice(at)}</span>
    </span>
  );
}
