// Preset `dbt-labs-style`: the column rules of dbt Labs' style guide: keys `<object>_id`, booleans `is_` and `has_`, moments
// `_at`, days `_date`, what isn't in the usual unit its unit (`_in_cents`), snake_case. Deliberately absent: time zones (`_at_pt`).

/** Text of dbt-context.yml. */
export const dbtLabsStyle = `
contracts:
  case: lower
  separator: _
  levels:
    - open: true
      stubs:
        is: {description: Boolean, types: [boolean]}
        has: {description: Boolean, types: [boolean]}
  suffixes:
    id: {description: Key, types: [string, integer]}
    at: {description: Moment in UTC, types: [timestamp]}
    date: {description: Day, types: [date]}
    in_cents: {description: Amount of money in cents, types: [number]}
    in_seconds: {description: Duration in seconds, types: [number]}
    in_minutes: {description: Duration in minutes, types: [number]}
    in_hours: {description: Duration in hours, types: [number]}
    in_days: {description: Duration in days, types: [number]}
`;
