// XML from parts: every name of a project becomes text or the value of an attribute, never an element.

import { oneLine } from './plainText.ts';

/** A finished piece of XML; only this file makes one of a string. */
export interface Xml {
  readonly xml: string;
}

export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** Strings among the children are text; attributes without a value are left out. */
export function element(name: string, attributes: Attributes, ...children: readonly (Xml | string)[]): Xml {
  const pairs = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escaped(String(value))}"`],
  );
  const inner = children.map((child) => (typeof child === 'string' ? escaped(child) : child.xml)).join('');
  return {
    xml: inner === '' ? `<${name}${pairs.join('')}/>` : `<${name}${pairs.join('')}>${inner}</${name}>`,
  };
}

export function joined(parts: readonly Xml[]): Xml {
  return { xml: parts.map(({ xml }) => xml).join('\n') };
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return oneLine(text).replace(/[&<>"]/g, (sign) => entities[sign] ?? '');
}
