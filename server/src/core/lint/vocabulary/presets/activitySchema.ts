// Preset `activity-schema`: the columns of an activity stream (Activity Schema 2.0), for models in folders or with tags of
// the project's choice. Deliberately absent: features of an activity, which are free.

/** Text of dbt-context.yml. */
export const activitySchema = `
contracts:
  case: lower
  separator: _
  levels:
    - open: true
      stubs:
        activity_id: {description: Identifier of the activity, types: [string], promises: [not_null, unique]}
        ts: {description: Moment of the activity, types: [timestamp], promises: [not_null]}
        customer: {description: Who did it, types: [string]}
        anonymous_customer_id: {description: Who did it while not known, types: [string]}
        activity: {description: What was done, types: [string], promises: [not_null]}
        feature_json: {description: What else is known of it, types: [object, string]}
        revenue_impact: {description: Money gained or lost by it, types: [number]}
        link: {description: Where it can be seen, types: [string]}
        activity_occurrence: {description: How many times until then, types: [integer], promises: [{range: {min: 1}}]}
        activity_repeated_at: {description: When it is done the next time, types: [timestamp]}
`;
