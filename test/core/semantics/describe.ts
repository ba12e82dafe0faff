// Says a symbol and a resolution in a few words, so that a test can compare them with one string. No tests here.

import type { Resolution } from '../../../server/src/core/semantics/resolution.ts';
import type { ColumnOwner, SymbolName } from '../../../server/src/core/semantics/symbol.ts';

/** `ref shop.orders@2`, `source raw.orders`, `column model orders.id` … */
export function describeSymbol(symbol: SymbolName): string {
  switch (symbol.kind) {
    case 'ref':
      return `ref ${qualified(symbol.package, symbol.name, symbol.version)}`;
    case 'source':
      return symbol.table === undefined
        ? `source ${symbol.source}`
        : `source ${symbol.source}.${symbol.table}`;
    case 'macro':
      return `${symbol.dispatch ? 'dispatch' : 'macro'} ${qualified(symbol.package, symbol.name)}`;
    case 'doc':
    case 'function':
      return `${symbol.kind} ${qualified(symbol.package, symbol.name)}`;
    case 'var':
    case 'env_var':
      return `${symbol.kind} ${symbol.name}${symbol.default === undefined ? '' : ` or ${symbol.default}`}`;
    case 'test': {
      const on = symbol.node === undefined ? '' : ` on ${qualified(symbol.node, symbol.column ?? '*')}`;
      return `test ${qualified(symbol.package, symbol.name)}${on}`;
    }
    case 'unit_test':
      return `unit_test ${symbol.name} of ${symbol.model}`;
    case 'this':
      return symbol.model === undefined ? 'this' : `this of ${symbol.model}`;
    case 'node':
      return `node ${symbol.resourceType} ${qualified(undefined, symbol.name, symbol.version)}`;
    case 'column':
      return `column ${describeOwner(symbol.owner)}.${symbol.name}`;
    default:
      return `${symbol.kind} ${symbol.name}`;
  }
}

/** `found model.shop.orders`, `file models/new.sql`, `unknown complete` … */
export function describeResolution(resolution: Resolution): string {
  switch (resolution.kind) {
    case 'found':
    case 'disabled':
      return `${resolution.kind} ${resolution.entry.uniqueId}`;
    case 'file':
      return `file ${resolution.path}`;
    case 'unknown-version':
    case 'tables':
      return `${resolution.kind} ${resolution.entries.map((entry) => entry.uniqueId).join(' ')}`;
    case 'var':
      return `var ${JSON.stringify(resolution.variable.value)} in ${resolution.path}`;
    case 'builtin':
      return `builtin ${resolution.name}`;
    case 'unknown':
      return resolution.complete ? 'unknown complete' : 'unknown';
  }
}

function describeOwner(owner: ColumnOwner): string {
  switch (owner.kind) {
    case 'node':
      return `${owner.resourceType} ${qualified(undefined, owner.name, owner.version)}`;
    case 'source':
      return `source ${owner.source}.${owner.table}`;
    case 'ref':
      return `ref ${qualified(owner.package, owner.name, owner.version)}`;
  }
}

function qualified(packageName: string | undefined, name: string, version?: string): string {
  return `${packageName === undefined ? '' : `${packageName}.`}${name}${version === undefined ? '' : `@${version}`}`;
}
