// Numbers, durations and ages as people read them. Ages take `now` as an argument: core has no clock.

/** `1,204`. */
export function count(value: number): string {
  return Math.round(value)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `1 model`, `3 models`; the plural is the singular with `s` unless it is given. */
export function counted(value: number, singular: string, plural = `${singular}s`): string {
  return `${count(value)} ${value === 1 ? singular : plural}`;
}

/** A length of time from seconds: `0.4 s`, `12 s`, `3 min 20 s`, `2 h 5 min`. */
export function duration(seconds: number): string {
  if (seconds < 0.095) return `${Math.round(seconds * 1000)} ms`;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  if (seconds < 59.5) return `${Math.round(seconds)} s`;
  if (seconds < 3600) return twoUnits(Math.round(seconds), 60, 'min', 's');
  return twoUnits(Math.round(seconds / 60), 60, 'h', 'min');
}

/** A span of time from milliseconds, in its largest whole unit: `40 min`, `14 h`, `3 d`. */
export function span(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000);
  if (minutes < 1) return 'less than a minute';
  if (minutes < 120) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${hours} h`;
  return `${count(Math.floor(hours / 24))} d`;
}

/** How long ago a moment was: `just now`, `14 h ago`. A moment in the future (clocks differ) is `just now`. */
export function ago(moment: number, now: number): string {
  return now - moment < 60_000 ? 'just now' : `${span(now - moment)} ago`;
}

/** A day as `2026-03-01`. */
export function day(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10);
}

/** `820 B`, `1.4 MB`, in powers of 1,000. */
export function bytes(value: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
  let scaled = value;
  let unit = 0;
  while (scaled >= 999.5 && unit < units.length - 1) {
    scaled /= 1000;
    unit++;
  }
  return `${unit === 0 || scaled >= 99.5 ? Math.round(scaled) : scaled.toFixed(1)} ${units[unit]}`;
}

function twoUnits(value: number, base: number, large: string, small: string): string {
  const rest = value % base;
  const whole = `${Math.floor(value / base)} ${large}`;
  return rest === 0 ? whole : `${whole} ${rest} ${small}`;
}
