// Draws rich text from data: what people wrote in descriptions never becomes an element by itself, and only http(s) becomes a link.

import type { RichBlock, RichInline } from '../../../server/src/lineageProtocol.ts';

export function Blocks({ blocks }: { readonly blocks: readonly RichBlock[] }) {
  // A card's blocks have no other name than their place, and are drawn anew with the card.
  return blocks.map((block, index) => <Block key={index} block={block} />);
}

function Block({ block }: { readonly block: RichBlock }) {
  switch (block.kind) {
    case 'paragraph':
      return (
        <p dir="auto">
          <Inlines inlines={block.inlines} />
        </p>
      );
    case 'heading':
      return (
        <h4 dir="auto">
          <Inlines inlines={block.inlines} />
        </h4>
      );
    case 'quote':
      return (
        <blockquote dir="auto">
          <Inlines inlines={block.inlines} />
        </blockquote>
      );
    case 'list': {
      const items = block.items.map((item, index) => (
        <li key={index} dir="auto">
          <Inlines inlines={item} />
        </li>
      ));
      return block.first === undefined ? <ul>{items}</ul> : <ol start={block.first}>{items}</ol>;
    }
    case 'code':
      return (
        <pre>
          <code>{block.text}</code>
        </pre>
      );
  }
}

export function Inlines({ inlines }: { readonly inlines: readonly RichInline[] }) {
  return inlines.map((inline, index) => <Inline key={index} inline={inline} />);
}

function Inline({ inline }: { readonly inline: RichInline }) {
  const { kind, text } = inline;
  switch (kind) {
    case 'text':
      return <>{text}</>;
    case 'code':
      return <code>{breakable(text)}</code>;
    case 'strong':
      return <strong>{text}</strong>;
    case 'emphasis':
      return <em>{text}</em>;
    case 'muted':
    case 'alert':
      return <span class={kind}>{text}</span>;
    case 'link':
      if (!/^https?:\/\//i.test(inline.href)) return <>{text}</>;
      return (
        <a href={inline.href} title={inline.href}>
          {text}
        </a>
      );
  }
}

/** A long name goes on in the next line behind a dot or an underscore. */
function breakable(text: string) {
  return text
    .split(/(?<=[._])/)
    .flatMap((part, index) => (index === 0 ? [part] : [<wbr key={index} />, part]));
}
