// The rule `missing-source-freshness`: limits of the table, of its source and of the project.

import { test } from 'node:test';
import { checkLint } from '../harness/checkLint.ts';
import { manifestOf } from '../harness/manifest.ts';

const manifest = manifestOf({
  'source.shop.raw.orders': { original_file_path: 'models/schema.yml' },
  'source.shop.raw.dated': {
    original_file_path: 'models/schema.yml',
    freshness: { warn_after: { count: 1, period: 'day' }, error_after: { count: null, period: null } },
  },
});

test('limits of the table, of its source and of the project', () => {
  checkLint(
    `
    //- dbt-context.yml
    governance: recommended
    //- models/schema.yml
    sources:
      - name: raw
        tables:
          - name: orders
    #             ^^^^^^ warning missing-source-freshness: The source table \`raw.orders\` has no freshness limits
          - name: dated
          - name: own
            config: {freshness: {error_after: {count: 2, period: hour}}}
          - name: given_up
    #             ^^^^^^^^ missing-source-freshness
            freshness:
            warn_after: {count: 1, period: day}
      - name: watched
        freshness: {warn_after: {count: 1, period: day}}
        tables:
          - name: inherits
          - name: left_out
    #             ^^^^^^^^ missing-source-freshness
            freshness: null
    `,
    { manifest, only: ['missing-source-freshness'] },
  );
});
