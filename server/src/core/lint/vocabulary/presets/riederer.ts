// Preset `riederer`: the stubs of Emily Riederer's "Column Names as Contracts" (2020) and of her dbt example (2021), where
// they agree. Deliberately absent: levels below the first, which belong to a business.

/** Text of dbt-context.yml. */
export const riederer = `
contracts:
  separator: _
  levels:
    - required: true
      stubs:
        id: {description: Identifier of an entity, types: [integer, string], promises: [not_null]}
        ind: {description: 0/1 indicator, types: [integer], promises: [not_null, {accepted_values: [0, 1]}], synonyms: [is]}
        n: {description: Count, types: [integer], promises: [not_null, {range: {min: 0}}]}
        amt: {description: Amount that can be summed, types: [number]}
        val: {description: Value that is not to be summed, types: [number]}
        prop: {description: Proportion from 0 to 1, types: [number], promises: [{range: {min: 0, max: 1}}]}
        pct: {description: Per cent, types: [number]}
        dt: {description: Day, types: [date]}
        tm: {description: Moment, types: [timestamp]}
        cat: {description: Category, types: [string]}
        cd: {description: Code that a system gives, types: [string], promises: [not_null]}
        nm: {description: Name for people, types: [string]}
  renames:
    - {from: ind, by: sum, to: n}
    - {from: ind, by: avg, to: prop}
`;
