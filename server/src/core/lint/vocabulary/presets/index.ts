// The vocabularies that `extends:` can name, one line each. Each is text of the same format as dbt-context.yml.

import { activitySchema } from './activitySchema.ts';
import { dbtLabsStyle } from './dbtLabsStyle.ts';
import { riederer } from './riederer.ts';

/** Presets by name. */
export const presets: Readonly<Record<string, string>> = {
  riederer,
  'dbt-labs-style': dbtLabsStyle,
  'activity-schema': activitySchema,
};
