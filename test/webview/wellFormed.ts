// Says what is wrong with XML as far as a picture uses it: elements, attributes, text, the five entities. Deliberately absent: the rest.

const tag = /<(\/?)([a-z][\w:-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/iy;

/** Undefined where nothing is wrong. */
export function wrongIn(xml: string): string | undefined {
  const open: string[] = [];
  let at = /^<\?xml [^?]*\?>\n/.exec(xml)?.[0].length ?? 0;
  while (at < xml.length) {
    if (xml[at] === '<') {
      tag.lastIndex = at;
      const match = tag.exec(xml);
      if (!match) return `no element at ${xml.slice(at, at + 60)}`;
      const [all, closing, name = '', attributes = '', empty] = match;
      const names = [...attributes.matchAll(/\s([\w:-]+)=/g)].map(([, attribute]) => attribute);
      if (new Set(names).size < names.length) return `an attribute twice in ${all}`;
      if (/&(?!(amp|lt|gt|quot|apos);)/.test(attributes)) return `an & in ${all}`;
      if (closing && open.pop() !== name) return `${all} closes something else`;
      if (!closing && !empty) open.push(name);
      at += all.length;
    } else {
      const end = xml.indexOf('<', at);
      const text = xml.slice(at, end < 0 ? undefined : end);
      if (/&(?!(amp|lt|gt|quot|apos);)/.test(text)) return `an & in ${text}`;
      if (open.length === 0 && text.trim() !== '') return `text outside: ${text}`;
      at += text.length;
    }
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what XML may not hold.
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(xml)) return 'a control character';
  return open.length > 0 ? `${open.join(', ')} not closed` : undefined;
}

/** Names of all elements, each once. */
export function elementsOf(xml: string): readonly string[] {
  return [...new Set([...xml.matchAll(/<([a-z][\w:-]*)/gi)].map(([, name = '']) => name))].sort();
}

/** Texts of all elements of a name. */
export function textsOf(xml: string, name: string): readonly string[] {
  return [...xml.matchAll(new RegExp(`<${name}\\b[^>]*>([^<]*)</${name}>`, 'g'))].map(
    ([, text = '']) => text,
  );
}
