// The nodes of a text that its template does more with than print their relations: gives them to macros, asks them for columns or
// values. What it writes then may hang on any column of theirs. Deliberately absent: what macros read by themselves.

import { toSource } from '../../jinja/render/rendered.ts';
import type { TextRange } from '../../text.ts';
import { spotsOfTemplate } from '../symbolAtSql.ts';
import type { ModelSql } from './modelSql.ts';
import type { NodeId } from './nodeId.ts';

/** See the head of this file: of the nodes that the query reads, by their names. */
export function askedByTemplate({ rendered, source, reads }: ModelSql): readonly NodeId[] {
  const printed = rendered.marks.flatMap((mark) =>
    mark.kind === 'relation' ? [toSource(rendered, mark.range).range] : [],
  );
  const isPrinted = ({ start, end }: TextRange) =>
    printed.some((each) => each.start <= start && end <= each.end);
  const names = new Set(
    spotsOfTemplate(source).flatMap(({ symbol }) => {
      if ((symbol.kind !== 'ref' && symbol.kind !== 'source') || isPrinted(symbol.range)) return [];
      const name = symbol.kind === 'ref' ? symbol.name : symbol.table;
      return name === undefined ? [] : [name];
    }),
  );
  return names.size === 0 ? [] : reads.filter((id) => id.split('.').some((part) => names.has(part)));
}
