// Points in time as Python's `datetime` writes and reads them: `strftime` and `strptime` of dates without a time zone.
// Deliberately absent: time zones, locales and the clock.

/** A naive date or time: the milliseconds since 1970 that it would be in UTC, and microseconds beyond them. */
export interface Moment {
  readonly milliseconds: number;
  /** 0 to 999. */
  readonly microseconds: number;
}

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const months = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];

/** The moment of these parts; undefined where there is none such (February 30th). Months count from 1. */
export function momentOf(
  year: number,
  month: number,
  day: number,
  hour = 0,
  minute = 0,
  second = 0,
  microsecond = 0,
): Moment | undefined {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1) return undefined;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return undefined;
  if (microsecond < 0 || microsecond > 999_999) return undefined;
  const date = new Date(Date.UTC(2000, month - 1, day, hour, minute, second, Math.floor(microsecond / 1000)));
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  return { milliseconds: date.getTime(), microseconds: microsecond % 1000 };
}

/** Its parts, for arithmetic and for printing. */
export function partsOf(moment: Moment) {
  const date = new Date(moment.milliseconds);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    microsecond: date.getUTCMilliseconds() * 1000 + moment.microseconds,
    /** From Sunday, which is 0. */
    weekday: date.getUTCDay(),
    /** From 1. */
    dayOfYear: Math.floor((date.getTime() - startOfYear(date.getUTCFullYear())) / 86_400_000) + 1,
  };
}

/** A moment as `strftime` prints it; undefined for a directive that isn't known. */
export function formatMoment(moment: Moment, format: string): string | undefined {
  const part = partsOf(moment);
  let known = true;
  const text = format.replace(/%(-?)([a-zA-Z%])/g, (_, bare: string, directive: string) => {
    const value = directiveText(part, directive);
    if (value === undefined) known = false;
    return bare === '' ? (value ?? '') : (value ?? '').replace(/^0+(?=\d)/, '');
  });
  return known ? text : undefined;
}

/** The moment that a text gives in a format of `strptime`; undefined where it doesn't fit or isn't known. */
export function parseMoment(text: string, format: string): Moment | undefined {
  const found: Record<string, number> = {};
  let at = 0;
  for (let i = 0; i < format.length; i++) {
    const character = format[i] ?? '';
    if (character !== '%') {
      if (text[at] !== character) return undefined;
      at++;
      continue;
    }
    const directive = format[++i] ?? '';
    const size = digits[directive];
    if (size === undefined) return undefined;
    const match = new RegExp(`^\\d{1,${size}}`).exec(text.slice(at, at + size));
    if (!match) return undefined;
    // A fraction of a second may be written with fewer digits.
    found[directive] = Number(directive === 'f' ? match[0].padEnd(6, '0') : match[0]);
    at += match[0].length;
  }
  if (at !== text.length) return undefined;
  const short = found['y'];
  const year = found['Y'] ?? (short === undefined ? 1900 : short < 69 ? 2000 + short : 1900 + short);
  return momentOf(year, found['m'] ?? 1, found['d'] ?? 1, found['H'], found['M'], found['S'], found['f']);
}

/** A date, or a date with its time, as ISO has it; undefined for any other text. */
export function parseIso(text: string): Moment | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{3}|\d{6}))?)?)?$/.exec(
    text,
  );
  if (!match) return undefined;
  const [year = 0, month = 0, day = 0, hour, minute, second] = match
    .slice(1, 7)
    .map((part) => (part === undefined ? undefined : Number(part)));
  return momentOf(year, month, day, hour, minute, second, Number((match[7] ?? '').padEnd(6, '0')));
}

const digits: Readonly<Record<string, number>> = { Y: 4, y: 2, m: 2, d: 2, H: 2, M: 2, S: 2, f: 6 };

function directiveText(part: ReturnType<typeof partsOf>, directive: string): string | undefined {
  switch (directive) {
    case 'Y':
      return pad(part.year, 4);
    case 'y':
      return pad(part.year % 100);
    case 'm':
      return pad(part.month);
    case 'd':
      return pad(part.day);
    case 'H':
      return pad(part.hour);
    case 'I':
      return pad(part.hour % 12 || 12);
    case 'M':
      return pad(part.minute);
    case 'S':
      return pad(part.second);
    case 'f':
      return pad(part.microsecond, 6);
    case 'p':
      return part.hour < 12 ? 'AM' : 'PM';
    case 'j':
      return pad(part.dayOfYear, 3);
    case 'A':
      return days[part.weekday];
    case 'a':
      return days[part.weekday]?.slice(0, 3);
    case 'B':
      return months[part.month - 1];
    case 'b':
      return months[part.month - 1]?.slice(0, 3);
    case 'w':
      return String(part.weekday);
    case 'u':
      return String(part.weekday || 7);
    case 'F':
      return `${pad(part.year, 4)}-${pad(part.month)}-${pad(part.day)}`;
    case 'T':
      return `${pad(part.hour)}:${pad(part.minute)}:${pad(part.second)}`;
    case '%':
      return '%';
    default:
      return undefined;
  }
}

function pad(value: number, size = 2): string {
  return String(value).padStart(size, '0');
}

function startOfYear(year: number): number {
  const date = new Date(Date.UTC(2000, 0, 1));
  date.setUTCFullYear(year);
  return date.getTime();
}
