// An icon by its codicon's name, in the colour of the text around it. It says nothing to a screen reader: words stand beside it.

import { drawingOf } from './icons.ts';

export function Icon({ name }: { readonly name: string }) {
  const { size, paths } = drawingOf(name);
  return (
    <svg
      class="icon"
      viewBox={`0 0 ${size} ${size}`}
      fill="currentColor"
      aria-hidden="true"
      focusable="false"
    >
      {paths.map(({ d, evenOdd }) => (
        <path key={d} d={d} fill-rule={evenOdd ? 'evenodd' : 'nonzero'} />
      ))}
    </svg>
  );
}
