// What a hover must say of a node: its name, its owner and its counts, looked for in the Markdown as a reader sees it.
// Deliberately absent: how the rest of a card is worded.

/** What is missing from a hover; empty when nothing is. */
export function missingOnCard(markdown, node, facts) {
  const shown = plain(markdown);
  const { impact, tests, owner } = facts;
  const wanted = [
    node.name,
    ...(owner ?? []).slice(0, 1).map((text) => text.split(' ').slice(0, 2).join(' ')),
    ...count(impact.exposures, 'exposure'),
    ...count(impact.models, 'model'),
    ...count(impact.metrics, 'metric'),
    ...(tests ? [...count(tests.failing, 'failing', ''), ...count(tests.passing, 'passing', '')] : []),
  ];
  return wanted.filter((text) => !shown.includes(plain(text)));
}

function count(list, word, plural = 's') {
  return list.length === 0
    ? []
    : [`${list.length.toLocaleString('en')} ${word}${list.length === 1 ? '' : plural}`];
}

/** Text without Markdown's escapes, marks and entities, spaces folded. */
function plain(markdown) {
  return markdown
    .replace(/&(\w+);/g, (all, name) => ({ amp: '&', lt: '<', gt: '>', nbsp: ' ' })[name] ?? all)
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replace(/[`*]/g, '')
    .replace(/\s+/g, ' ');
}
