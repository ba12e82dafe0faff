// Prints what came of all projects: a table, totals, and the differences by kind. Deliberately absent: judging them (names.mjs).

const kinds = {
  resolved: 'names that resolve otherwise than dbt resolved them',
  missing: 'literal names that the server misses',
  extra: 'names that dbt does not have, in no branch',
  fact: 'facts that differ from the artifacts',
  hover: 'names whose hover lacks something or whose definition is another file',
  finding: 'problems reported in projects that dbt accepted',
  hook: 'names in a string that dbt renders later (hooks)',
  branch: 'names only in a branch that dbt did not take while parsing',
  made: 'names made by a macro, variable or expression',
};

/** A project is in order when nothing of the server's own is wrong. */
export function failuresOf(result) {
  return result.own + result.factsDiffering + result.hoversPoor + result.errors.length;
}

const columns = [
  ['project', ({ name }) => name],
  ['adapter', ({ adapter }) => adapter],
  ['v', ({ schema }) => schema],
  ['models', ({ models }) => models],
  ['by macro', ({ modelsMade }) => modelsMade],
  ['equal', ({ models, modelsMade, modelsEqual }) => percent(modelsEqual, models - modelsMade)],
  ['names', ({ names }) => names],
  ['literal ok', (row) => percent(row.namesEqual, row.names - row.made - row.hook)],
  ['made', ({ made }) => made],
  ['hook', ({ hook }) => hook],
  ['branch', ({ branch }) => branch],
  ['own', ({ own }) => own],
  ['facts', ({ facts }) => facts],
  ['differ', ({ factsDiffering }) => factsDiffering],
  ['hovers', ({ hovers }) => hovers],
  ['poor', ({ hoversPoor }) => hoversPoor],
  ['finds', ({ findings }) => findings],
  ['errors', ({ errors }) => errors.length],
  ['load ms', ({ loadMs }) => loadMs],
  ['peak MB', ({ peak, rss }) => peak ?? rss ?? ''],
];

/** The line of one project, printed as soon as it is done. */
export function line(result) {
  return columns.map(([head, cell], index) => pad(cell(result), head, index)).join(' ');
}

export function head() {
  return columns.map(([name], index) => pad(name, name, index)).join(' ');
}

/** The sum of all results, as one of them. */
export function total(results) {
  const sum = { ...results[0], name: `${results.length} projects`, adapter: '', schema: '' };
  for (const key of Object.keys(sum)) {
    if (typeof sum[key] === 'number') sum[key] = results.reduce((all, result) => all + (result[key] ?? 0), 0);
  }
  sum.loadMs = Math.max(...results.map(({ loadMs }) => loadMs));
  sum.peak = Math.max(...results.map(({ peak, rss }) => peak ?? rss ?? 0));
  sum.errors = results.flatMap(({ errors }) => errors);
  return sum;
}

/** The lists of differences, each with its count, cut after `cap` lines. */
export function lists(results, cap) {
  const lines = [];
  for (const [kind, title] of Object.entries(kinds)) {
    const all = results.flatMap(({ name, differences }) =>
      differences
        .filter((difference) => difference.kind === kind)
        .map(({ file, key, note }) => `  ${name}: ${file}: ${key}${note ? ` — ${note}` : ''}`),
    );
    addList(lines, title, all, cap);
  }
  const errors = results.flatMap(({ name, errors }) =>
    errors.map((error) => `  ${name}: ${error.slice(0, 600)}`),
  );
  addList(lines, 'errors of the server', errors, cap);
  const warnings = results.flatMap(({ name, warnings: all }) => all.map((text) => `  ${name}: ${text}`));
  addList(lines, 'warnings of the server', warnings, cap);
  return lines.join('\n');
}

function addList(lines, title, all, cap) {
  if (all.length === 0) return;
  lines.push('', `${all.length} ${title}`, ...all.slice(0, cap));
  if (all.length > cap) lines.push(`  … and ${all.length - cap} more (--all)`);
}

function percent(part, whole) {
  return whole === 0 ? '–' : `${(Math.floor((part / whole) * 1000) / 10).toFixed(1)}%`;
}

function pad(value, name, index) {
  const text = String(value);
  const width = index === 0 ? 34 : index === 1 ? 10 : Math.max(name.length, 6);
  return index < 2 ? text.slice(0, width).padEnd(width) : text.padStart(width);
}
