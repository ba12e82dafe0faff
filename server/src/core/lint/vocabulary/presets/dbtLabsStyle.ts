// Preset `dbt-labs-style`: the column rules of dbt Labs' style guide: keys `<object>_id`, booleans `is_` and `has_`, moments
// `_at`, days `_date`, snake_case. Deliberately absent: money in units (`_in_cents` is free).

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
`;
