// A column as dbt gives it to macros: `adapter.get_columns_in_relation` and `api.Column`. Source: the Column classes of
// dbt-adapters. Deliberately absent: where columns are known from.

import { type Callable, type ObjectValue, unknown, type Value } from '../../jinja/render/values.ts';
import { adapterFacts } from './adapterFacts.ts';
import { argument, callable, textArgument } from './arguments.ts';

const integers =
  /^(?:smallint|integer|bigint|smallserial|serial|bigserial|int2|int4|int8|serial2|serial4|serial8)$/;
const floats = /^(?:real|float4|float|double precision|float8|double|float64)$/;
const strings = /^(?:text|character varying|character|varchar|string)$/;

/** A column. Of a type that isn't known, whatever follows from it isn't known either. */
export function columnValue(
  name: string,
  type: string | undefined,
  adapterType: string | undefined,
): ObjectValue {
  const parsed = type === undefined ? undefined : readType(type, adapterType);
  const [open, close] = adapterFacts(adapterType).columnQuotes;
  const noType = `the type of the column ${name}`;
  const known = (value: Value | undefined): Value => (parsed ? (value ?? null) : unknown(noType));
  const is = (method: string, test: (dtype: string) => boolean): Callable =>
    callable(method, () => known(parsed && test(parsed.dtype.toLowerCase())));
  const value: ObjectValue = {
    kind: 'object',
    type: 'column',
    attribute(attribute) {
      switch (attribute) {
        case 'name':
        case 'column':
          return name;
        case 'quoted':
          return `${open}${name}${close}`;
        case 'dtype':
          return known(parsed?.dtype);
        case 'data_type':
        case 'expanded_data_type':
          return known(parsed && dataType(parsed, adapterType));
        case 'char_size':
          return known(parsed?.size);
        case 'numeric_precision':
          return known(parsed?.precision);
        case 'numeric_scale':
          return known(parsed?.scale);
        case 'is_string':
          return is(attribute, (dtype) => strings.test(dtype));
        case 'is_integer':
          return is(attribute, (dtype) => isInteger(dtype, adapterType));
        case 'is_float':
          return is(attribute, (dtype) => floats.test(dtype));
        case 'is_numeric':
          return is(attribute, (dtype) => isNumeric(dtype, adapterType));
        case 'is_number':
          return is(
            attribute,
            (dtype) => isInteger(dtype, adapterType) || floats.test(dtype) || isNumeric(dtype, adapterType),
          );
        case 'string_size':
          return callable(attribute, () => known(parsed?.size ?? 256));
        default:
          return undefined;
      }
    },
    print: () => `<Column ${name} (${type ?? 'unknown'})>`,
  };
  return value;
}

/** `api.Column`: a class with functions of its own. */
export function columnClass(adapterType: string | undefined, dbtVersion: string | undefined): Callable {
  const { typeLabels } = adapterFacts(adapterType, dbtVersion);
  const labelled = (type: string): string => typeLabels[type.toUpperCase()] ?? type;
  const make = (name: string): Callable =>
    callable(name, (args, run) => {
      const column = textArgument(run, args, 0, 'column', 'name');
      const type = textArgument(run, args, 1, 'dtype', 'label_or_dtype');
      if (column === undefined) return unknown('a column without a name');
      return columnValue(column, type && labelled(type), adapterType);
    });
  return {
    ...make('Column'),
    attribute(name) {
      switch (name) {
        case 'create':
          return make(name);
        case 'translate_type':
          return callable(name, (args, run) => {
            const type = textArgument(run, args, 0, 'dtype');
            return type === undefined ? unknown('a type without a name') : labelled(type);
          });
        case 'numeric_type':
          return callable(name, (args, run) => {
            const type = textArgument(run, args, 0, 'dtype') ?? 'numeric';
            return numericType(
              type,
              argument(args, 1, 'precision', 'size') ?? null,
              argument(args, 2, 'scale') ?? null,
              adapterType,
            );
          });
        case 'string_type':
          return callable(name, (args) => {
            const size = argument(args, 0, 'size');
            if (typeof size !== 'number') return unknown('the size of a text');
            return stringType(size, adapterType);
          });
        default:
          return undefined;
      }
    },
  };
}

interface ColumnType {
  readonly dtype: string;
  readonly size: number | undefined;
  readonly precision: number | undefined;
  readonly scale: number | undefined;
}

/** A type as dbt takes it apart: a name and one or two numbers in parentheses. */
function readType(type: string, adapterType: string | undefined): ColumnType {
  const whole = { dtype: type, size: undefined, precision: undefined, scale: undefined };
  if (adapterFacts(adapterType).wholeTypes) return whole;
  const match = /^([^(]+)\((\d+)(?:,\s*(\d+))?\)$/.exec(type);
  if (!match) return whole;
  const [, dtype = type, first, second] = match;
  return second === undefined
    ? { ...whole, dtype, size: Number(first) }
    : { ...whole, dtype, precision: Number(first), scale: Number(second) };
}

function dataType(type: ColumnType, adapterType: string | undefined): string {
  const { dtype, size, precision, scale } = type;
  const name = dtype.toLowerCase();
  if (adapterFacts(adapterType).wholeTypes) return dtype;
  if (strings.test(name)) {
    if (adapterType === 'postgres' && (name === 'text' || size === undefined)) return dtype;
    const widest = adapterType === 'snowflake' ? 16_777_216 : 256;
    return stringType(name === 'text' ? widest : (size ?? widest), adapterType);
  }
  if (isNumeric(name, adapterType)) return numericText(dtype, precision, scale);
  return dtype;
}

function isInteger(dtype: string, adapterType: string | undefined): boolean {
  return integers.test(dtype) || (adapterType === 'bigquery' && dtype === 'int64');
}

function isNumeric(dtype: string, adapterType: string | undefined): boolean {
  return (
    dtype === 'numeric' ||
    dtype === 'decimal' ||
    (adapterType === 'snowflake' && /^(?:number|int|integer|bigint|smallint|tinyint|byteint)$/.test(dtype))
  );
}

function numericType(type: string, precision: Value, scale: Value, adapterType: string | undefined): string {
  if (adapterType === 'bigquery') return type;
  const name = adapterType === 'spark' || adapterType === 'databricks' ? 'decimal' : type;
  return numericText(name, precision, scale);
}

function numericText(type: string, precision: unknown, scale: unknown): string {
  return typeof precision === 'number' && typeof scale === 'number' ? `${type}(${precision},${scale})` : type;
}

function stringType(size: number, adapterType: string | undefined): string {
  switch (adapterType) {
    case 'bigquery':
      return 'string';
    case 'spark':
    case 'databricks':
      return 'string';
    case 'athena':
      return size > 0 ? `varchar(${size})` : 'varchar';
    default:
      return `character varying(${size})`;
  }
}
