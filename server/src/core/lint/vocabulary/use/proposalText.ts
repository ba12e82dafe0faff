// A proposed vocabulary as text of dbt-context.yml, with how often each word stands in names. Deliberately absent: how it is found.

import type { Proposal, ProposedStub } from './proposal.ts';

/** A rule that the proposal turns off, and why, for people. */
export interface RestingRule {
  readonly rule: string;
  readonly why: string;
}

/** The text of a dbt-context.yml; undefined where the proposal says nothing. */
export function proposalText(proposal: Proposal, resting: readonly RestingRule[] = []): string | undefined {
  const { prefixes, suffixes } = proposal;
  if (prefixes.length + suffixes.length === 0) return undefined;
  const lines = [
    '# The vocabulary of column names that this project already keeps, as `dbt-context contracts init` found it in',
    `# ${count(proposal.columns, 'column')} of ${count(proposal.nodes, 'model')}. Keep what is meant and delete the rest; types and promises are checked while you type.`,
    'contracts:',
    ...(proposal.case ? [`  case: ${proposal.case}`] : []),
    '  applies_to:',
    '    resource_types: [model]',
    ...scopeLines(proposal),
  ];
  if (prefixes.length > 0) {
    lines.push('  levels:', `    - ${proposal.required ? 'required' : 'open'}: true`, '      stubs:');
    lines.push(...stubLines(prefixes, '        '));
  }
  if (suffixes.length > 0) lines.push('  suffixes:', ...stubLines(suffixes, '    '));
  if (resting.length > 0) lines.push('rules:');
  for (const { rule, why } of resting) lines.push(`  # ${why}`, `  ${rule}: off`);
  return `${lines.join('\n')}\n`;
}

function scopeLines({ layers, leftOut }: Proposal): readonly string[] {
  if (!layers) return [];
  const fewer = layers.length === 0 || leftOut.length < layers.length;
  return [
    fewer ? '    # Where names are otherwise.' : `    # It doesn’t hold in ${leftOut.join(', ')}.`,
    `    ${fewer ? 'exclude' : 'paths'}:`,
    ...(fewer ? leftOut : layers).map((layer) => `      - ${quoted(`${layer}/**`)}`),
  ];
}

function stubLines(stubs: readonly ProposedStub[], indent: string): readonly string[] {
  const written = stubs.map((stub) => `${indent}${quoted(stub.word)}: {${partsOf(stub).join(', ')}}`);
  const width = Math.min(100, Math.max(...written.map((line) => line.length)));
  return stubs.map((stub, index) => `${(written[index] ?? '').padEnd(width)} # ${commentOf(stub)}`);
}

function partsOf({ description, types, promises, demanded }: ProposedStub): readonly string[] {
  return [
    ...(description === undefined ? [] : [`description: ${quoted(description)}`]),
    ...(types.length > 0 ? [`types: [${types.join(', ')}]`] : []),
    ...(promises.length > 0 ? [`promises: [${promises.join(', ')}]`] : []),
    ...(demanded ? ['demanded: true'] : []),
  ];
}

function commentOf({ columns, nodes, outliers, differing }: ProposedStub): string {
  const [first] = outliers;
  if (differing.size > 1) {
    const types = [...differing]
      .slice(0, 3)
      .map(([type, number]) => `${type} ${number.toLocaleString('en-US')}`);
    return `${count(columns, 'column')} in ${count(nodes, 'model')}; of no one type: ${types.join(', ')}`;
  }
  const other = first
    ? `; not so: ${first.name}${outliers.length > 1 ? ` and ${outliers.length - 1} more` : ''}`
    : '';
  return `${count(columns, 'column')} in ${count(nodes, 'model')}${other}`;
}

function count(number: number, what: string): string {
  return `${number.toLocaleString('en-US')} ${what}${number === 1 ? '' : 's'}`;
}

/** Plain where YAML reads the text as it is. */
function quoted(text: string): string {
  const plain = /^[a-z][a-z0-9_ ]*$/i.test(text) && !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(text);
  return plain ? text : JSON.stringify(text);
}
