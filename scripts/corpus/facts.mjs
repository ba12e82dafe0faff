// What is to be known of a node, computed from the raw artifacts by the rules that the product documents, and compared with what
// the server says. Written for comparison, so it imports nothing of the product. Deliberately absent: how a card words it.
import { childrenById, nodesById, parentsOf, reach, testsOf } from './graph.mjs';

const ownerKeys = ['owner', 'owners', 'data_owner', 'team', 'maintainer', 'steward'];
const runningCommands = ['build', 'run', 'test', 'seed', 'snapshot', 'retry', 'clone'];
const lengths = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** All that is needed to compute facts of one project. */
export function factBase(project) {
  const nodes = nodesById(project.manifest);
  const children = childrenById(nodes);
  const { args, results } = project.runResults ?? {};
  const counts = runningCommands.includes(String(args?.which ?? '').toLowerCase());
  return {
    ...project,
    nodes,
    children,
    runs: new Map((counts ? results : []).map((result) => [result.unique_id, result.status?.toLowerCase()])),
    checks: new Map((project.sources?.results ?? []).map((result) => [result.unique_id, result])),
  };
}

/** The facts of a node at a moment, in the shape in which they are compared. */
export function factsOf(base, id, now) {
  const node = base.nodes.get(id);
  const downstream = reach(id, (from) =>
    (base.children.get(from) ?? []).filter((child) => !isTest(base, child)),
  );
  const ofType = (...types) =>
    downstream.filter((other) => types.includes(base.nodes.get(other).resource_type)).sort();
  return {
    owner: ownerOf(base, node),
    freshness: node.resource_type === 'source' ? statusOf(base, id, now) : null,
    upstreamFreshness: upstreamOf(base, id, now),
    lastRun: base.runs.get(id) ?? null,
    tests: testFacts(base, id),
    impact: {
      exposures: ofType('exposure'),
      models: ofType('model', 'seed', 'snapshot'),
      metrics: ofType('metric'),
      semanticModels: ofType('semantic_model'),
      savedQueries: ofType('saved_query'),
    },
    columns: columnsOf(base, node),
  };
}

/** The server's facts in the same shape. */
export function shapeOf(facts) {
  const sorted = (lists) =>
    Object.fromEntries(Object.entries(lists).map(([key, list]) => [key, [...list].sort()]));
  return {
    owner: facts.owner?.owners.map(ownerText).sort() ?? null,
    freshness: facts.freshness?.status ?? null,
    upstreamFreshness: facts.upstreamFreshness && {
      judged: facts.upstreamFreshness.judged,
      unchecked: facts.upstreamFreshness.unchecked,
      late: facts.upstreamFreshness.late.map(({ uniqueId, status }) => `${uniqueId} ${status}`).sort(),
    },
    lastRun: facts.lastRun?.status ?? null,
    tests: facts.tests && sorted(facts.tests),
    impact: sorted(facts.impact),
    columns: facts.columns.map(({ name, type }) => `${name} ${type ?? ''}`).sort(),
  };
}

function isTest(base, id) {
  return ['test', 'unit_test'].includes(base.nodes.get(id).resource_type);
}

function ownerOf(base, node) {
  const { meta, ...config } = node.config ?? {};
  const own = inMeta(meta) ?? inMeta(node.meta) ?? inMeta(config);
  if (own) return own;
  const name = node.group ?? node.config?.group;
  const group = Object.values(base.manifest.groups ?? {}).find((other) => name && other.name === name);
  const catalog = base.catalog?.nodes?.[node.unique_id] ?? base.catalog?.sources?.[node.unique_id];
  return (
    inOwner(group?.owner) ??
    inMeta(group?.config?.meta) ??
    inMeta(group?.meta) ??
    inMeta(node.source_meta) ??
    inOwner(node.owner) ??
    (catalog?.metadata?.owner?.trim()
      ? [ownerText({ name: catalog.metadata.owner.trim(), emails: [] })]
      : null)
  );
}

function inMeta(meta) {
  for (const key of ownerKeys) {
    let owners = people(meta?.[key]);
    const address = meta?.[`${key}_email`];
    if (owners.length === 1 && owners[0].emails.length === 0 && typeof address === 'string') {
      owners = [{ ...owners[0], emails: [address] }];
    }
    if (owners.length > 0) return owners.map(ownerText).sort();
  }
  return undefined;
}

/** Text (commas separate), a list, or an object with `name` and `email`. */
function people(value) {
  if (typeof value === 'string') {
    const parts = value.split(',').map((part) => part.trim());
    return parts
      .filter(Boolean)
      .map((part) => (/^\S+@\S+$/.test(part) ? { emails: [part] } : { name: part, emails: [] }));
  }
  if (Array.isArray(value)) return value.flatMap(people);
  return inOwner(value) ? [{ name: value.name, emails: addresses(value.email) }] : [];
}

function inOwner(owner) {
  const name = owner?.name || undefined;
  const emails = addresses(owner?.email);
  return name || emails.length > 0 ? [ownerText({ name, emails })] : undefined;
}

function addresses(value) {
  return [value ?? []]
    .flat()
    .flatMap((text) => String(text).split(/[,;]/))
    .map((text) => text.trim())
    .filter(Boolean);
}

function ownerText({ name, emails }) {
  return [name, ...emails].filter(Boolean).join(' ');
}

function limitsOf(base, id) {
  const { freshness, config } = base.nodes.get(id);
  const some = (rule) => (limit(rule?.warn_after) || limit(rule?.error_after) ? rule : undefined);
  return some(freshness === undefined ? config?.freshness : freshness) ?? some(base.checks.get(id)?.criteria);
}

function limit(rule) {
  return typeof rule?.count === 'number' && rule.period
    ? rule.count * lengths[rule.period.toLowerCase()]
    : undefined;
}

/** The status that dbt would find now, or why there is none. */
function statusOf(base, id, now) {
  const rule = limitsOf(base, id);
  const check = base.checks.get(id);
  if (!check) return rule ? 'unchecked' : null;
  if (check.error || check.status?.toLowerCase() === 'runtime error') return 'failed';
  const loaded = Date.parse(check.max_loaded_at ?? '');
  if (Number.isNaN(loaded) || loaded < Date.UTC(1900, 0)) return 'never loaded';
  const age = now - loaded;
  if (age > (limit(rule?.error_after) ?? Number.POSITIVE_INFINITY)) return 'error';
  return age > (limit(rule?.warn_after) ?? Number.POSITIVE_INFINITY) ? 'warn' : 'pass';
}

function upstreamOf(base, id, now) {
  const sources = reach(id, (from) => parentsOf(base.nodes.get(from) ?? {})).filter(
    (other) => base.nodes.get(other)?.resource_type === 'source',
  );
  const judged = sources.flatMap((source) => {
    const status = statusOf(base, source, now);
    return status ? [{ source, status }] : [];
  });
  if (judged.length === 0) return null;
  return {
    judged: judged.length,
    unchecked: judged.filter(({ status }) => status === 'unchecked').length,
    late: judged
      .filter(({ status }) => status !== 'pass' && status !== 'unchecked')
      .map(({ source, status }) => `${source} ${status}`)
      .sort(),
  };
}

const outcomes = { success: 'passing', pass: 'passing', warn: 'warning', 'partial success': 'warning' };
const failures = ['error', 'fail', 'runtime error'];

function testFacts(base, id) {
  const tests = testsOf(id, base.nodes, base.children);
  if (tests.length === 0) return null;
  const lists = { passing: [], failing: [], warning: [], skipped: [], neverRun: [] };
  for (const test of tests.sort()) {
    const status = base.runs.get(test);
    const list = failures.includes(status) ? 'failing' : (outcomes[status] ?? 'skipped');
    lists[status === undefined ? 'neverRun' : list].push(test);
  }
  return lists;
}

/** The warehouse's columns with its types, then those that only YAML has. Declared names win where they differ by case. */
function columnsOf(base, node) {
  const declared = new Map(
    Object.values(node.columns ?? {}).map((column) => [column.name.toLowerCase(), column]),
  );
  const relation = base.catalog?.nodes?.[node.unique_id] ?? base.catalog?.sources?.[node.unique_id];
  const built = Object.entries(relation?.columns ?? {}).map(([key, { name = key, type }]) => {
    const same = declared.get(name.toLowerCase());
    declared.delete(name.toLowerCase());
    return `${same?.name ?? name} ${type ?? ''}`;
  });
  return [
    ...built,
    ...[...declared.values()].map(({ name, data_type }) => `${name} ${data_type ?? ''}`),
  ].sort();
}

/** The kinds of facts that differ, with both values. */
export function compareFacts(expected, found) {
  return Object.keys(expected)
    .filter((key) => JSON.stringify(expected[key]) !== JSON.stringify(found[key]))
    .map((key) => ({ key, expected: expected[key], found: found[key] }));
}
