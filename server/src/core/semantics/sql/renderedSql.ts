// The text that makes a node, rendered and read as SQL, without what other nodes' columns mean for it: that is asked only where a
// template does. Deliberately absent: names and columns (modelSql.ts).

import type { Reader } from '../../derived.ts';
import { render } from '../../jinja/render/render.ts';
import type { Rendered } from '../../jinja/render/rendered.ts';
import { memo } from '../../memo.ts';
import { type Dialect, dialectOf } from '../../sql/dialect.ts';
import type { SqlParser } from '../../sql/parser.ts';
import { segment } from '../../sql/readSql.ts';
import { type SqlReader, sqlReader } from '../../sql/sqlReader.ts';
import type { Query } from '../../sql/tree.ts';
import { renderEnvironment } from '../render/environment.ts';
import { columnFacts } from './columnFacts.ts';
import type { NodeColumns } from './nodeColumns.ts';
import type { NodeId } from './nodeId.ts';
import type { NodeText } from './nodeText.ts';
import { recordedInputs } from './recordedInputs.ts';

/** See the head of this file. */
export interface RenderedSql {
  readonly text: NodeText;
  readonly rendered: Rendered;
  readonly dialect: Dialect;
  /** Undefined where the text has no query. */
  readonly query: Query | undefined;
}

/** The columns of a node; for what has none known an incomplete list. */
export type ColumnsOf = (id: NodeId) => NodeColumns;

/** What can be chosen of a rendering; see RenderOptions. */
export interface Choices {
  readonly incremental?: boolean;
  readonly cover?: number;
}

/** Renders and reads a text. */
export function renderText(
  reader: Reader,
  text: NodeText,
  choices: Choices,
  columnsOf: ColumnsOf,
): RenderedSql {
  const dialect = askDialect(reader);
  const inputs = recordedInputs(reader, (id) => columnFacts(columnsOf(id), dialect));
  const { id, source, path, block } = text;
  const rendered = render(source, renderEnvironment(inputs, path, id), {
    ...choices,
    ...(block === undefined ? {} : { block }),
    scope: { packageName: undefined, path },
  });
  return { text, rendered, dialect, query: readRendered(reader, rendered, dialect) };
}

/** The dialect of the project's adapter. */
export function askDialect(reader: Reader): Dialect {
  return reader.ask('dialect', ({ artifacts }) => dialectOf(artifacts.manifest?.metadata.adapterType));
}

function readRendered(reader: Reader, { text, marks }: Rendered, dialect: Dialect): Query | undefined {
  const opaque = marks.flatMap(({ kind, range }) => (kind === 'placeholder' ? [range] : []));
  const own = segment(text, dialect, opaque);
  if (own.slots.every(({ complete }) => complete)) return own.query;
  // Asked only here, so that most values stay when the parsers are loaded.
  const parser = reader.ask('SQL parser', (project) => project.sqlParser);
  return parser ? readerWith(parser)(text, dialect, opaque) : own.query;
}

const readerWith = memo((parser: SqlParser): SqlReader => sqlReader(parser));
