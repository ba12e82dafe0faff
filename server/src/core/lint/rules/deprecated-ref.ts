// deprecated-ref: a ref to a model that is or will be deprecated.

import { asTime } from '../../artifacts/json.ts';
import type { Entry } from '../../artifacts/types.ts';
import { counted, day } from '../../card/format.ts';
import type { Project } from '../../project.ts';
import { describedBy } from '../../semantics/definedPlaces.ts';
import { isYaml } from '../../semantics/modelFiles.ts';
import type { TextRange } from '../../text.ts';
import { childOf, textOf } from '../../yaml/yamlTree.ts';
import { judgedNames } from '../names/judgedNames.ts';
import { entryAt } from '../names/judgedYamlNames.ts';
import type { Fix, Problem, Rule, RuleContext } from '../rule.ts';

/** See `summary`. */
export const deprecatedRef: Rule = {
  name: 'deprecated-ref',
  group: 'names',
  severity: 'warning',
  summary: 'A `ref` to a model with a `deprecation_date`.',
  why: `Once its date is past, whoever owns the model may remove it at any time. While the date lies ahead the finding is mere
information. The date counts as it stands in YAML, saved or not.`,
  bad: `-- version 1 of customers has deprecation_date: 2026-01-31
select * from {{ ref('customers', v=1) }}`,
  good: `select * from {{ ref('customers', v=2) }}`,
  check(ctx) {
    return judgedNames(ctx, 'ref').flatMap(({ symbol, resolution }): Problem[] => {
      if (resolution.kind !== 'found' || resolution.entry.resourceType !== 'model') return [];
      const { entry } = resolution;
      const date = deprecationDate(ctx.project, entry);
      if (date === undefined || isInUnitTest(ctx, symbol.range.start)) return [];
      const past = date <= ctx.now;
      const when = past
        ? `is deprecated since ${day(date)} (${farness(ctx.now - date)} ago)`
        : `will be deprecated on ${day(date)} (in ${farness(date - ctx.now)})`;
      const latest = ctx.project.artifacts.manifest?.detail(entry)?.latestVersion;
      const newer = latest !== undefined && latest !== entry.version ? latest : undefined;
      const which = entry.version === undefined ? '' : `Version ${entry.version} of `;
      const instead = newer === undefined ? '' : `; the latest version is ${newer}`;
      const message = `${which || 'The model '}\`${entry.name}\` ${when}${instead}.`;
      return [
        {
          range: symbol.range,
          message,
          ...(past ? {} : { severity: 'information' as const }),
          fixes: () => (newer === undefined ? [] : toVersion(ctx, symbol.range, newer)),
        },
      ];
    });
  },
};

/** The inputs of a unit test are what its model reads, where it is said. */
function isInUnitTest({ path, source }: RuleContext, offset: number): boolean {
  return isYaml(path) && entryAt(source, offset)?.kind === 'unit_test';
}

/** Milliseconds since 1970, of a version its own; undefined where there is none, or an expression makes it. */
function deprecationDate(project: Project, entry: Entry): number | undefined {
  const described = describedBy(project, entry);
  const version = described?.versions.find((each) => each.version.text === entry.version);
  if (described && (version || described.versions.length === 0)) {
    const written = textOf(childOf((version ?? described).node, 'deprecation_date'));
    if (!written?.includes('{')) return asTime(written);
  }
  return asTime(project.artifacts.manifest?.detail(entry)?.deprecationDate);
}

/** `3 days`, `5 months`, `2 years`. */
function farness(milliseconds: number): string {
  const days = Math.floor(milliseconds / 86_400_000);
  if (days < 1) return 'less than a day';
  if (days < 60) return counted(days, 'day');
  return days < 730 ? counted(Math.round(days / 30.44), 'month') : counted(Math.floor(days / 365.25), 'year');
}

/** Whether that version will do nobody knows, so it isn't the preferred mend. */
function toVersion({ path, source }: RuleContext, name: TextRange, version: string): readonly Fix[] {
  const behind = source.text.slice(name.end, name.end + 200);
  const written = /^['"]\s*,\s*(?:v|version)\s*=\s*(?=(['"]?[\w.]+['"]?))/.exec(behind);
  if (!written) return [];
  const start = name.end + written[0].length;
  const range = { start, end: start + (written[1]?.length ?? 0) };
  const newText = /^\d+$/.test(version) ? version : `'${version}'`;
  return [{ title: `Change to version ${version}`, edits: [{ path, range, newText }] }];
}
