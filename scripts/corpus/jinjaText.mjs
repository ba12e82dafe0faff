// Reads a Jinja file in its own simple way, to judge differences without the product's grammar: what is code, what stands in a
// branch, which refs and sources are literal. Deliberately absent: evaluation, and any import from the product.

/**
 * `code`: the text with all but the inside of Jinja tags blanked, of the same length; strings stay. `strings`: the same, but
 * only what stands in strings of tags. `branches`: ranges that dbt may not run while it parses, with the tag that says so.
 */
export function readJinja(text) {
  const code = Array.from({ length: text.length }, () => ' ');
  const strings = [...code];
  const branches = [];
  const open = [];
  const find = /\{#|\{%|\{\{/g;
  for (let match = find.exec(text); match; match = find.exec(text)) {
    const start = match.index;
    if (match[0] === '{#') {
      const end = text.indexOf('#}', start);
      find.lastIndex = end < 0 ? text.length : end + 2;
      continue;
    }
    const end = tagEnd(text, start + 2, match[0] === '{%' ? '%}' : '}}', strings);
    for (let at = start + 2; at < end; at++) code[at] = text[at];
    find.lastIndex = end + 2;
    const inside = text.slice(start + 2, end);
    if (/\bif\b.*|\band\b|\bor\b/s.test(inside) && match[0] === '{{')
      branches.push({ start, end, why: 'inline if' });
    if (match[0] !== '{%') continue;
    const [, word = '', first = ''] = /^[-+]?\s*(\w+)\s*(\w*)/.exec(inside) ?? [];
    if (word === 'raw') {
      const close = /\{%[-+]?\s*endraw\b/.exec(text.slice(end));
      find.lastIndex = close ? end + close.index : text.length;
    } else if (/^(if|for|macro|call|test|materialization|docs|filter)$/.test(word)) {
      open.push({ word, start: end });
    } else if (/^(elif|else)$/.test(word)) {
      const last = open.pop();
      if (last) {
        branches.push({ start: last.start, end: start, why: last.word });
        open.push({ word: last.word, start: end });
      }
      if (word === 'elif') branches.push({ start, end, why: 'if' });
    } else if (word.startsWith('end') && word !== 'endset' && word !== 'endraw' && word !== 'endsnapshot') {
      const last = open.pop();
      if (last) branches.push({ start: last.start, end: start, why: last.word });
    } else if (/\bif\b/.test(inside) && word !== first) branches.push({ start, end, why: 'inline if' });
  }
  for (const { word, start } of open) branches.push({ start, end: text.length, why: word });
  return { code: code.join(''), strings: strings.join(''), branches };
}

/** The innermost branch around a place, or undefined. */
export function branchAt({ branches }, offset) {
  return branches
    .filter(({ start, end }) => start <= offset && offset < end)
    .sort((a, b) => a.end - a.start - (b.end - b.start))[0];
}

/** Python without comments, of the same length. */
export function readPython(text) {
  return text.replace(
    /("""[\s\S]*?"""|'''[\s\S]*?'''|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')|#.*/g,
    (all, string) => (string === undefined ? ' '.repeat(all.length) : all),
  );
}

// A macro of a package that is called `ref` too (`x.ref(…)`) makes its name as any other macro.
const call =
  /(?<![\w.])(?:(?:builtins|dbt)\s*\.\s*)?(ref|source)\s*\(\s*((?:[^()'"]|'[^']*'|"[^"]*")*?)\s*\)/g;
const argument = /\s*(?:\b(\w+)\s*=\s*)?(?:'([^']*)'|"([^"]*)"|(-?[\d.]+)|([^,]+))\s*(?:,|$)/g;

/** The calls of `ref` and `source` whose arguments are all literal, as keys; those that stand in `strings` are left out. */
export function literalCalls(code, strings = '') {
  const keys = new Set();
  for (const { index, 1: kind, 2: inside } of code.matchAll(call)) {
    if ((strings[index] ?? ' ') !== ' ') continue;
    const names = [];
    let version;
    let literal = true;
    for (const [, key, single, double, number, other] of inside.matchAll(argument)) {
      const value = single ?? double ?? number;
      if (other !== undefined && other.trim() !== '') literal = false;
      else if (key === 'v' || key === 'version') version = value;
      else if (value !== undefined) names.push(value);
    }
    if (!literal) continue;
    if (kind === 'source' && names.length === 2) keys.add(sourceKey(names[0], names[1]));
    else if (kind === 'ref' && names.length > 0)
      keys.add(refKey(names.at(-1), names.length > 1 ? names[0] : undefined, version));
  }
  return keys;
}

/** One text for each ref: name, package and version as written. */
export function refKey(name, packageName, version) {
  return `ref(${[packageName, name].filter((part) => part != null).join('.')}${version == null ? '' : `, v=${version}`})`;
}

/** One text for each source table. */
export function sourceKey(source, table) {
  return `source(${source}.${table})`;
}

/** The end of a tag's inside, which strings may not end; what they hold is written into `strings`. */
function tagEnd(text, from, close, strings) {
  for (let at = from; at < text.length; at++) {
    if (text.startsWith(close, at)) return at;
    const quote = text[at];
    if (quote !== "'" && quote !== '"') continue;
    for (at++; at < text.length && text[at] !== quote; at++) {
      strings[at] = text[at];
      if (text[at] === '\\') at++;
    }
  }
  return text.length;
}
