// configuration: what is wrong in dbt-context.yml, in the convo file it names, and in dbt_project.yml.

import { contextFile } from '../../yaml/contextConfig.ts';
import { projectFile } from '../../yaml/projectConfig.ts';
import type { Rule } from '../rule.ts';

/** See `summary`. */
export const configuration: Rule = {
  name: 'configuration',
  group: 'configuration',
  severity: 'warning',
  summary: 'A key or value of dbt-context.yml or dbt_project.yml that can’t be used.',
  why: `What can’t be used is left out and everything else applies, so a typo would silently switch off the part that it is
in. In dbt_project.yml only what an editor needs is judged: values made by Jinja that can’t be known without dbt.`,
  bad: `# dbt-context.yml
rules:
  column-name-typ: error`,
  good: `# dbt-context.yml
rules:
  column-name-type: error`,
  check({ project, path }) {
    const { config, context } = project;
    if (path === projectFile) return config.problems;
    const own = context.problems.filter((problem) => problem.path === path);
    return path === contextFile || own.length > 0 ? own : [];
  },
};
