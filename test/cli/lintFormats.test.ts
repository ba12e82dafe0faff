// The formats of `dbt-context lint`: what a reader sees, and what a program takes, of hostile text too.

import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { cells, frameOf } from '../../server/src/cli/lint/codeFrame.ts';
import { colorsOf } from '../../server/src/cli/lint/colors.ts';
import { lintToGithub } from '../../server/src/cli/lint/githubFormat.ts';
import { lintToJson } from '../../server/src/cli/lint/jsonFormat.ts';
import { lintToJunit } from '../../server/src/cli/lint/junitFormat.ts';
import type { LintReport, ReportedFinding, ReportedRange } from '../../server/src/cli/lint/report.ts';
import { lintToSarif } from '../../server/src/cli/lint/sarifFormat.ts';
import { lintToText } from '../../server/src/cli/lint/textFormat.ts';
import { positionAt, type SourceText, sourceText } from '../../server/src/core/text.ts';
import { writeFiles } from '../harness/diskProject.ts';
import { lintIn, lintWith } from '../harness/lintRun.ts';
import { shop } from '../harness/shop.ts';

const folder = path.resolve('/p');
const show = (file: string) => path.relative(folder, file).replaceAll(path.sep, '/');
const plain = colorsOf({ environment: { NO_COLOR: '1' } });

function rangeOf(source: SourceText, start: number, end: number): ReportedRange {
  return { start, end, from: positionAt(source, start), to: positionAt(source, end) };
}

/** A finding of what stands between `[` and `]`. */
function findingIn(marked: string, given: Partial<ReportedFinding> = {}): ReportedFinding {
  const start = marked.indexOf('[');
  const end = marked.indexOf(']') - 1;
  const source = sourceText(marked.replace('[', '').replace(']', ''));
  return {
    rule: 'unknown-ref',
    severity: 'error',
    message: 'No such model.',
    file: path.join(folder, 'models/a.sql'),
    source,
    range: rangeOf(source, start, end),
    related: [],
    fix: undefined,
    fails: true,
    column: undefined,
    ...given,
  };
}

function reportOf(...findings: readonly ReportedFinding[]): LintReport {
  return {
    version: '1.2.3',
    findings,
    files: 9,
    known: 0,
    gone: 0,
    fixed: [],
    changedSince: undefined,
  };
}

const text = (report: LintReport, width = 120) => lintToText(report, { colors: plain, width, show });

test('text: the line with the place underlined, other places, and how many there are', async (t) => {
  const shopFolder = shop(t);
  writeFiles(
    shopFolder,
    `//- models/new.sql
select *
from {{ ref('stg_ordrs') }}
//- models/two.sql
select amout from {{ ref('ones') }}
//- models/ones.sql
select 1 as amount, 2 as id
`,
  );
  const { out } = await lintIn(shopFolder, '--format', 'text');
  assert.equal(
    out,
    `error[unknown-ref]: There is no model, seed or snapshot \`stg_ordrs\`; did you mean \`stg_orders\`?
 --> models/new.sql:2:14
  |
2 | from {{ ref('stg_ordrs') }}
  |              ^^^^^^^^^
  = --fix: Change to “stg_orders”

warning[unknown-column]: The model \`ones\` has no column \`amout\`; did you mean \`amount\`?
 --> models/two.sql:1:8
  |
1 | select amout from {{ ref('ones') }}
  |        ^^^^^
  = models/ones.sql:1:1: The model \`ones\` is defined here.
  = --fix: Change to “amount”

1  unknown-column  https://github.com/metadata-context/dbt-metadata-context/blob/main/docs/rules/unknown-column.md
1  unknown-ref     https://github.com/metadata-context/dbt-metadata-context/blob/main/docs/rules/unknown-ref.md

1 error, 1 warning in 2 of 7 files.`,
  );
});

test('text: counts, mends and the baseline in the end', () => {
  const report = {
    ...reportOf(findingIn('[a]')),
    known: 3,
    gone: 1,
    changedSince: 'main',
    fixed: [{ file: path.join(folder, 'b.yml'), rule: 'r', title: 'Add it' }],
  };
  assert.match(text(report), /^b\.yml: r: Add it\n\nerror\[unknown-ref\]/);
  assert.match(
    text(report),
    /\n1 error in 1 of 9 files changed since main\.\n1 finding mended\.\n3 findings of the baseline aren’t shown\.\n1 finding of the baseline is no longer there: --update-baseline takes it out\.$/,
  );
});

test('text of others can’t move the cursor, colour, reorder or break lines', () => {
  const evil = '\u001b[31m\u001b]0;x\u0007\u202e\r\u2028\u009b';
  const report = reportOf(
    findingIn(`${evil.replace('[', '(')} [x] ${evil.replace('[', '(')}`, {
      message: evil,
      file: path.join(folder, `models/${evil}.sql`),
      related: [{ file: path.join(folder, evil), range: undefined, message: evil }],
      fix: { title: evil, edits: [] },
    }),
  );
  const shown = text({ ...report, fixed: [{ file: evil, rule: 'r', title: evil }] });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there.
  assert.doesNotMatch(shown, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e\u2028]/);
});

test('frames: tabs and wide characters, several lines, and long lines cut around the place', () => {
  const frame = (marked: string, width = 40) => {
    const { code, spaces, marks } = frameOf(findingIn(marked), width);
    return `${code}\n${spaces}${marks}`;
  };
  assert.equal(frame('\ta [b]'), '    a b\n      ^');
  assert.equal(frame("'数é' [b]"), "'数é' b\n      ^");
  assert.equal(frame('a [b\nc] d'), 'a b\n  ^');
  assert.equal(frame('[]a'), 'a\n^');
  const long = frame(`${'x'.repeat(100)} [here] ${'y'.repeat(100)}`);
  assert.match(long, /^…x+ here y+…\n {18}\^{4}$/);
  const [code = '', marks = ''] = long.split('\n');
  assert.ok(cells(code) <= 40 && marks.length <= 40);
  const huge = frame(`${'x'.repeat(1e6)}[${'h'.repeat(1e6)}]${'y'.repeat(1e6)}`);
  assert.ok(huge.length < 100);
});

test('colours: on a screen, unless NO_COLOR; FORCE_COLOR goes before both', async (t) => {
  const screen = { columns: 80 };
  const coloured = (environment: Readonly<Record<string, string>>, on?: typeof screen) =>
    colorsOf({ environment, ...(on ? { screen: on } : {}) }).error('x') !== 'x';
  assert.deepEqual(
    [
      coloured({}),
      coloured({}, screen),
      coloured({ NO_COLOR: '1' }, screen),
      coloured({ NO_COLOR: '' }, screen),
      coloured({ TERM: 'dumb' }, screen),
      coloured({ FORCE_COLOR: '1' }),
      coloured({ FORCE_COLOR: '0' }, screen),
    ],
    [false, true, false, true, false, true, false],
  );
  const shopFolder = shop(t);
  writeFiles(shopFolder, "//- models/new.sql\nselect * from {{ ref('nowhere') }}\n");
  const { out } = await lintWith(shopFolder, { screen });
  assert.ok(out.includes('\u001b[31m'));
});

test('JSON: one value with places from 1', () => {
  const source = sourceText('id: x\n');
  const place = { file: path.join(folder, 'models/a.yml'), range: rangeOf(source, 4, 5) };
  const finding = findingIn('one\ntwo [three]', {
    related: [
      { ...place, message: 'Here.' },
      { file: path.join(folder, 'gone.sql'), range: undefined, message: 'There.' },
    ],
    fix: { title: 'Change', edits: [{ ...place, newText: 'y' }] },
  });
  const report = { ...reportOf(finding), changedSince: 'main' };
  assert.deepEqual(JSON.parse(lintToJson(report, show)), {
    format: 1,
    tool: { name: 'dbt-context', version: '1.2.3' },
    findings: [
      {
        rule: 'unknown-ref',
        severity: 'error',
        message: 'No such model.',
        fails: true,
        path: 'models/a.sql',
        range: { start: { line: 2, column: 5 }, end: { line: 2, column: 10 } },
        page: 'https://github.com/metadata-context/dbt-metadata-context/blob/main/docs/rules/unknown-ref.md',
        related: [
          {
            path: 'models/a.yml',
            range: { start: { line: 1, column: 5 }, end: { line: 1, column: 6 } },
            message: 'Here.',
          },
          { path: 'gone.sql', message: 'There.' },
        ],
        fix: {
          title: 'Change',
          edits: [
            {
              path: 'models/a.yml',
              range: { start: { line: 1, column: 5 }, end: { line: 1, column: 6 } },
              newText: 'y',
            },
          ],
        },
      },
    ],
    fixed: [],
    summary: {
      files: 9,
      changedSince: 'main',
      error: 1,
      warning: 0,
      information: 0,
      hint: 0,
      failing: 1,
      known: 0,
      gone: 0,
    },
  });
});

test('GitHub: the worst first, one line each, whatever stands in them', () => {
  const command = (given: Partial<ReportedFinding>, marked = 'a [b]') =>
    lintToGithub(reportOf(findingIn(marked, given)), show);
  assert.equal(
    command({ message: '50% of\r\n::error::x', file: path.join(folder, 'a,b:c%.sql') }),
    '::error title=dbt-context (unknown-ref),file=a%2Cb%3Ac%25.sql,line=1,endLine=1,col=3,endColumn=4::50%25 of%0D%0A::error::x',
  );
  assert.equal(
    command({ severity: 'hint' }, 'a [b\nc]'),
    '::notice title=dbt-context (unknown-ref),file=models/a.sql,line=1,endLine=2::No such model.',
  );
  const both = lintToGithub(reportOf(findingIn('[a]', { severity: 'warning' }), findingIn('[b]')), show);
  assert.deepEqual(
    both.split('\n').map((line) => line.split(' ')[0]),
    ['::error', '::warning'],
  );
  assert.equal(lintToGithub(reportOf(), show), '');
});

test('JUnit: a suite for each file, a case for each finding; what XML can’t hold becomes visible', () => {
  const report = reportOf(
    findingIn('a [b] <c>', { message: `"<&>'\u0000\ud800 ]]>`, file: path.join(folder, 'a&b.sql') }),
    findingIn('[x]', { severity: 'information', fails: false }),
  );
  assert.equal(
    lintToJunit(report, show),
    `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="dbt-context lint" tests="2" failures="1" errors="0">
  <testsuite name="a&amp;b.sql" tests="1" failures="1" errors="0" skipped="0">
    <testcase classname="a&amp;b.sql" name="unknown-ref (1:3)"><failure type="error" message="&quot;&lt;&amp;&gt;&apos;\u2400\ufffd ]]&gt;">a&amp;b.sql:1:3&#10;a b &lt;c&gt;&#10;&quot;&lt;&amp;&gt;&apos;\u2400\ufffd ]]&gt;&#10;https://github.com/metadata-context/dbt-metadata-context/blob/main/docs/rules/unknown-ref.md</failure></testcase>
  </testsuite>
  <testsuite name="models/a.sql" tests="1" failures="0" errors="0" skipped="0">
    <testcase classname="models/a.sql" name="unknown-ref (1:1)"><system-out>information: models/a.sql:1:1&#10;x&#10;No such model.&#10;https://github.com/metadata-context/dbt-metadata-context/blob/main/docs/rules/unknown-ref.md</system-out></testcase>
  </testsuite>
</testsuites>`,
  );
  assert.match(
    lintToJunit(reportOf(), show),
    /tests="1" failures="0"[\s\S]*<testcase classname="dbt-context"/,
  );
});

interface Sarif {
  readonly runs: readonly [
    {
      readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
      readonly results: readonly {
        readonly ruleIndex: number;
        readonly level: string;
        readonly partialFingerprints: Readonly<Record<string, string>>;
        readonly locations: readonly {
          readonly physicalLocation: {
            readonly artifactLocation: { readonly uri: string; readonly uriBaseId?: string };
            readonly region: unknown;
          };
        }[];
        readonly fixes?: unknown;
      }[];
    },
  ];
}

const sarif = (report: LintReport) => JSON.parse(lintToSarif(report, show)) as Sarif;

test('SARIF: rules, places in the repository, fingerprints that stay when lines move', () => {
  const [run] = sarif(
    reportOf(
      findingIn('a [b]'),
      findingIn('c\n  a [b]'),
      findingIn('[b]', {
        severity: 'information',
        rule: 'unknown-var',
        file: path.join(folder, 'm/ä b#%.sql'),
      }),
      findingIn('[b]', { file: path.resolve('/elsewhere/x.sql') }),
    ),
  ).runs;
  assert.deepEqual(
    run.results.map(({ ruleIndex, level }) => [run.tool.driver.rules[ruleIndex]?.id, level]),
    [
      ['unknown-ref', 'error'],
      ['unknown-ref', 'error'],
      ['unknown-var', 'note'],
      ['unknown-ref', 'error'],
    ],
  );
  const places = run.results.map(({ locations }) => locations[0]?.physicalLocation);
  assert.deepEqual(places[1]?.region, { startLine: 2, startColumn: 5, endLine: 2, endColumn: 6 });
  assert.deepEqual(places[2]?.artifactLocation, { uri: 'm/%C3%A4%20b%23%25.sql', uriBaseId: '%SRCROOT%' });
  assert.deepEqual(Object.keys(places[3]?.artifactLocation ?? {}), ['uri']);
  const [first, second] = run.results.map(({ partialFingerprints }) =>
    partialFingerprints['dbtContextFinding/v1']?.split(':'),
  );
  assert.deepEqual([first?.[0] === second?.[0], first?.[1], second?.[1]], [true, '1', '2']);
});

test('SARIF and GitHub name files from the repository’s folder, wherever lint was started', async (t) => {
  const shopFolder = shop(t);
  const repository = path.dirname(shopFolder);
  writeFiles(shopFolder, "//- models/new.sql\nselect * from {{ ref('nowhere') }}\n");
  const environment = { GITHUB_WORKSPACE: repository };
  const github = await lintWith(shopFolder, { environment }, '--format', 'github');
  const file = `${path.basename(shopFolder)}/models/new.sql`;
  assert.ok(github.out.includes(`file=${file},`));
  mkdirSync(path.join(shopFolder, '.git'));
  writeFileSync(path.join(shopFolder, '.git', 'HEAD'), '');
  const nearest = await lintIn(path.join(shopFolder, 'models'), '--format', 'sarif');
  assert.ok(nearest.out.includes('"uri": "models/new.sql"'));
});
