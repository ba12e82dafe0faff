// textDocument/hover: the card of the name under the cursor. Where there is nothing to say, the card says why.
// Deliberately absent: Markdown (markdown.ts).

import type { Entry } from '../artifacts/types.ts';
import type { Card } from '../card/card.ts';
import type { Project } from '../project.ts';
import { nodeOfFile } from '../semantics/modelFiles.ts';
import type { Resolution } from '../semantics/resolution.ts';
import { resolve } from '../semantics/resolve.ts';
import { entryOf, fileOf, type NodeId } from '../semantics/sql/nodeId.ts';
import type { SymbolName } from '../semantics/symbol.ts';
import { symbolAt } from '../semantics/symbolAt.ts';
import { type TextRange, touches } from '../text.ts';
import { yamlColumnCard } from './hoverColumn.ts';
import { docCard, emptyCard, envVarCard, groupCard, macroCard, varCard } from './hoverNames.ts';
import { nodeCard } from './hoverNode.ts';
import { selectionFact, selectorHover } from './hoverSelector.ts';
import { sqlHover } from './hoverSql.ts';
import { testCard } from './hoverTest.ts';
import { disabledCard, newCard, tablesCard, unknownCard, unknownVersionCard } from './hoverUnknown.ts';

/** A card and the text that it is about. */
export interface HoverResult {
  readonly range: TextRange;
  readonly card: Card;
}

/** The hover at a place of a file; undefined where no name stands. */
export function hover(
  project: Project,
  path: string,
  offset: number,
  options: { readonly now: number },
): HoverResult | undefined {
  const symbol = symbolAt(project, path, offset);
  if (!symbol)
    return (
      selectorHover(project, path, offset) ??
      sqlHover(project, path, offset, options.now, (id) => cardOfNode(project, id, options.now))
    );
  const card = symbolCard(project, symbol, path, options.now);
  const picked = symbol.kind === 'macro' ? selectionFact(project, path, offset) : undefined;
  const range = around(project, path, symbol.range, offset);
  return card && { range, card: picked ? { ...card, facts: [picked, ...card.facts] } : card };
}

/** The name; from the word under the cursor where that is the call's function or another argument, since editors drop a hover beside the cursor. */
function around(project: Project, path: string, name: TextRange, offset: number): TextRange {
  if (touches(name, offset)) return name;
  const text = project.files.text(path)?.text ?? '';
  let start = offset;
  while (start > 0 && /\w/.test(text[start - 1] ?? '')) start--;
  return { start: Math.min(start, name.start), end: Math.max(offset, name.end) };
}

/** The card of any node: what dbt knows of it, or its file alone; undefined for what is neither. `now` is milliseconds since 1970. */
export function cardOfNode(project: Project, id: NodeId, now: number): Card | undefined {
  const entry = entryOf(project, id);
  if (entry) return entryCard(project, entry, now);
  const node = nodeOfFile(project, fileOf(project, id) ?? '');
  return node && newCard(project, { kind: 'file', range: undefined, ...node }, now);
}

/** The card of any entry of the manifest. `now` is milliseconds since 1970. */
export function entryCard(project: Project, entry: Entry, now: number): Card {
  switch (entry.resourceType) {
    case 'macro':
      return macroCard(project, entry);
    case 'doc':
      return docCard(project, entry);
    case 'group':
      return groupCard(project, entry);
    default:
      return nodeCard(project, entry, now);
  }
}

function symbolCard(project: Project, symbol: SymbolName, path: string, now: number): Card | undefined {
  const resolution = resolve(project, symbol, path);
  switch (symbol.kind) {
    case 'column':
      return yamlColumnCard(project, symbol, resolution, now);
    case 'test':
      if (symbol.node !== undefined) return testCard(project, symbol, resolution, path, now);
      return cardOf(project, symbol, resolution, now);
    case 'env_var':
      return envVarCard(symbol.name, symbol.default);
    case 'var':
      return varCard(symbol.name, {
        value: resolution.kind === 'var' ? valueText(resolution.variable.value) : undefined,
        from: resolution.kind === 'var' ? resolution.path : undefined,
        fallback: symbol.default,
      });
    case 'ref':
    case 'source':
    case 'macro':
    case 'doc':
    case 'metric':
    case 'function':
    case 'exposure':
    case 'group':
    case 'semantic_model':
    case 'saved_query':
    case 'unit_test':
    case 'this':
    case 'node':
      return cardOf(project, symbol, resolution, now);
  }
}

function cardOf(project: Project, symbol: SymbolName, resolution: Resolution, now: number): Card | undefined {
  switch (resolution.kind) {
    case 'found':
      return entryCard(project, resolution.entry, now);
    case 'disabled':
      return disabledCard(entryCard(project, resolution.entry, now));
    case 'file':
      return newCard(project, resolution, now);
    case 'unknown-version':
      return unknownVersionCard(symbol, resolution.entries);
    case 'tables':
      return tablesCard(project, symbol, resolution.entries, now);
    case 'builtin':
      return emptyCard('macro', resolution.name, ['brought by dbt']);
    case 'var':
      return undefined;
    case 'unknown':
      return unknownCard(project, symbol);
  }
}

function valueText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'null');
}
