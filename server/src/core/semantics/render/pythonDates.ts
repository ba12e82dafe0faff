// `modules.datetime`: dates and times that a template makes from what it knows. Deliberately absent: now and today, time zones.

import { float, integerOf, isKind, numberOf } from '../../jinja/render/kinds.ts';
import { type Arguments, type ObjectValue, unknown, type Value } from '../../jinja/render/values.ts';
import { argument, callable, textArgument } from './arguments.ts';
import { formatMoment, type Moment, momentOf, parseIso, parseMoment, partsOf } from './pythonTime.ts';

const lost = unknown('a date');
const day = 86_400_000_000;

/** The module. */
export const pythonDates: ObjectValue = {
  kind: 'object',
  type: 'datetime',
  attribute(name) {
    switch (name) {
      case 'datetime':
        return classOf('datetime');
      case 'date':
        return classOf('date');
      case 'timedelta':
        return callable(name, (args) => {
          const size = units.reduce((sum, [unit, length], place) => {
            const value = argument(args, place, unit);
            return sum + (value === undefined ? 0 : (numberOf(value) ?? Number.NaN)) * length;
          }, 0);
          return Number.isNaN(size) ? lost : duration(size);
        });
      default:
        return lost;
    }
  },
};

/** In microseconds, in the order of the arguments. */
const units: readonly (readonly [string, number])[] = [
  ['days', day],
  ['seconds', 1_000_000],
  ['microseconds', 1],
  ['milliseconds', 1000],
  ['minutes', 60_000_000],
  ['hours', 3_600_000_000],
  ['weeks', 7 * day],
];

type Kind = 'date' | 'datetime';

const fields = ['year', 'month', 'day', 'hour', 'minute', 'second', 'microsecond'] as const;

function classOf(kind: Kind): Value {
  const made = (moment: Moment | undefined): Value => (moment ? momentValue(kind, moment) : lost);
  return callable(
    kind,
    (args) => {
      if (args.named.has('tzinfo') || args.positional.length > 7) return lost;
      const given = fields.map((field, place) => argument(args, place, field));
      const numbers = given.map(integerOf);
      if (given.some((value, place) => value !== undefined && numbers[place] === undefined)) return lost;
      const [year = 0, month = 0, dayOfMonth = 0, ...rest] = numbers;
      return made(momentOf(year, month, dayOfMonth, ...rest));
    },
    (name) => {
      switch (name) {
        case 'strptime':
          return callable(name, (args, run) => {
            const text = textArgument(run, args, 0);
            const format = textArgument(run, args, 1);
            return text === undefined || format === undefined ? lost : made(parseMoment(text, format));
          });
        case 'fromisoformat':
          return callable(name, (args, run) => {
            const text = textArgument(run, args, 0);
            return text === undefined ? lost : made(parseIso(text));
          });
        default:
          return callable(name, () => unknown('the time of a run'));
      }
    },
  );
}

function momentValue(kind: Kind, moment: Moment): ObjectValue {
  const part = partsOf(moment);
  const print = (): string => isoText(kind, moment, ' ');
  return {
    kind: 'object',
    type: kind,
    print,
    order: total(moment),
    operate(operator, other, reversed) {
      if (isKind(other, 'object') && other.type === 'timedelta' && other.order !== undefined) {
        if (operator === '-' && reversed) return undefined;
        const sum = shifted(kind, moment, operator === '-' ? -other.order : other.order);
        // Python refuses what is beyond the year 9999.
        const { year } = partsOf(sum);
        return year >= 1 && year <= 9999 ? momentValue(kind, sum) : lost;
      }
      const alike = isKind(other, 'object') && other.type === kind && other.order !== undefined;
      return operator === '-' && alike && !reversed
        ? duration(total(moment) - (other.order ?? 0))
        : undefined;
    },
    attribute(name) {
      if (isField(name)) return kind === 'datetime' || fields.indexOf(name) < 3 ? part[name] : undefined;
      switch (name) {
        case 'strftime':
          return callable(name, (args, run) => {
            const format = textArgument(run, args, 0);
            return (format === undefined ? undefined : formatMoment(moment, format)) ?? lost;
          });
        case 'isoformat':
          return callable(name, (args, run) =>
            isoText(kind, moment, textArgument(run, args, 0, 'sep') ?? 'T'),
          );
        case 'date':
          return callable(name, () => momentValue('date', shifted('date', moment, 0)));
        case 'weekday':
          return callable(name, () => (part.weekday + 6) % 7);
        case 'isoweekday':
          return callable(name, () => part.weekday || 7);
        case 'replace':
          return callable(name, (args) => replaced(kind, moment, args));
        default:
          return callable(name, () => lost);
      }
    },
  };
}

function isField(name: string): name is (typeof fields)[number] {
  return (fields as readonly string[]).includes(name);
}

/** In microseconds. */
function total({ milliseconds, microseconds }: Moment): number {
  return milliseconds * 1000 + microseconds;
}

function shifted(kind: Kind, moment: Moment, microseconds: number): Moment {
  const sum = total(moment) + microseconds;
  const whole = kind === 'date' ? Math.floor(sum / day) * day : sum;
  const rest = ((whole % 1000) + 1000) % 1000;
  return { milliseconds: (whole - rest) / 1000, microseconds: rest };
}

function replaced(kind: Kind, moment: Moment, args: Arguments): Value {
  const before = partsOf(moment);
  const [year = 0, month = 0, dayOfMonth = 0, ...rest] = fields.map(
    (field, place) => integerOf(argument(args, place, field)) ?? before[field],
  );
  const made = args.named.has('tzinfo') ? undefined : momentOf(year, month, dayOfMonth, ...rest);
  return made ? momentValue(kind, made) : lost;
}

function isoText(kind: Kind, moment: Moment, separator: string): string {
  const date = formatMoment(moment, '%F') ?? '';
  if (kind === 'date') return date;
  const { microsecond } = partsOf(moment);
  return `${date}${separator}${formatMoment(moment, microsecond === 0 ? '%T' : '%T.%f') ?? ''}`;
}

/** A `timedelta` of so many microseconds. */
function duration(microseconds: number): ObjectValue {
  const whole = Math.round(microseconds);
  const days = Math.floor(whole / day);
  const rest = whole - days * day;
  const seconds = Math.floor(rest / 1_000_000);
  return {
    kind: 'object',
    type: 'timedelta',
    order: whole,
    print() {
      const [hour, minute, second] = [
        Math.floor(seconds / 3600),
        Math.floor(seconds / 60) % 60,
        seconds % 60,
      ];
      const fraction = rest % 1_000_000;
      const time = `${hour}:${String(minute).padStart(2, '0')}:${String(second).padStart(2, '0')}`;
      const exact = fraction === 0 ? time : `${time}.${String(fraction).padStart(6, '0')}`;
      return days === 0 ? exact : `${days} day${Math.abs(days) === 1 ? '' : 's'}, ${exact}`;
    },
    operate(operator, other) {
      const alike = isKind(other, 'object') && other.type === 'timedelta' && other.order !== undefined;
      if (operator === '+' && alike) return duration(whole + (other.order ?? 0));
      if (operator === '-' && alike) return duration(whole - (other.order ?? 0));
      return undefined;
    },
    attribute(name) {
      switch (name) {
        case 'days':
          return days;
        case 'seconds':
          return seconds;
        case 'microseconds':
          return rest % 1_000_000;
        case 'total_seconds':
          return callable(name, () => float(whole / 1_000_000));
        default:
          return undefined;
      }
    },
  };
}
