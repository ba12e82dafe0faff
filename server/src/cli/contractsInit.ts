// `dbt-context contracts init`: writes a dbt-context.yml with the vocabulary that a project's column names already follow.
// Deliberately absent: what makes a word worth proposing (core/lint/vocabulary/use/proposal.ts).

import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { contextOf } from '../core/lint/context.ts';
import { columnsInUse, ownModels } from '../core/lint/vocabulary/use/columnsInUse.ts';
import { type Proposal, propose } from '../core/lint/vocabulary/use/proposal.ts';
import { proposalText, type RestingRule } from '../core/lint/vocabulary/use/proposalText.ts';
import type { Project } from '../core/project.ts';
import { sourceText } from '../core/text.ts';
import { contextFile } from '../core/yaml/contextConfig.ts';
import { columnFindings, ownFiles } from './contractsLint.ts';
import { projectOptions, withManifest } from './openProject.ts';
import { parse, type Terminal, WrongUse } from './terminal.ts';

export async function contractsInit(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parse({
    args: [...args],
    allowPositionals: true,
    options: {
      force: { type: 'boolean', default: false },
      ...projectOptions,
    },
  });
  if (positionals.length > 0) throw new WrongUse('Usage: dbt-context contracts init [--force]');
  return withManifest(values, terminal, async (host) => {
    await host.loadSqlParser();
    const text = proposedContext(host.current, terminal.now());
    if (text === undefined) {
      terminal.error(
        'No words recur at the start or end of enough column names here to propose a vocabulary. `extends: [riederer]` or `extends: [dbt-labs-style]` in dbt-context.yml begins with one.',
      );
      return 1;
    }
    const file = path.join(host.folder, contextFile);
    if (existsSync(file) && !values.force) {
      terminal.out(text);
      terminal.error(`There is a ${contextFile} already, so this is only shown; --force replaces the file.`);
      return 2;
    }
    await writeFile(file, text);
    terminal.out(text);
    terminal.out(`Written to ${path.relative(terminal.workingFolder, file) || file}.`);
    return 0;
  });
}

/** The text of a dbt-context.yml for a project; undefined where its names show no vocabulary. */
export function proposedContext(project: Project, now: number): string | undefined {
  const proposal = propose(columnsInUse(project, ownModels(project)));
  const text = proposalText(proposal);
  if (text === undefined) return undefined;
  return proposalText(proposal, restingRules(withContext(project, text), proposal, now));
}

/** The project as if its dbt-context.yml had this text. */
function withContext(project: Project, text: string): Project {
  const source = sourceText(text);
  const textOf = (name: string) => (name === contextFile ? source : project.files.text(name));
  return { ...project, context: contextOf({ text: textOf }) };
}

const mayRest = {
  'column-name-pattern': 'Names that the rule forbids are meant so here',
  'column-name-drift': 'Values have several names or types here',
} as const;

/** So many files, evenly spread, show what a project does on purpose. */
const mostFiles = 500;

/** The rules that find more than a few columns: what a project does on purpose. */
function restingRules(project: Project, { columns }: Proposal, now: number): readonly RestingRule[] {
  const all = ownFiles(project).filter((file) => file.endsWith('.sql'));
  const step = Math.max(1, Math.ceil(all.length / mostFiles));
  const some = all.filter((_, index) => index % step === 0);
  const findings = columnFindings(project, some, now, Object.keys(mayRest));
  return Object.entries(mayRest).flatMap(([rule, why]) => {
    const names = findings.flatMap((each) => (each.rule === rule && each.about ? each.about.column : []));
    const different = [...new Set(names)];
    // The same name again is no slip.
    const recurs = rule === 'column-name-pattern' && different.length < names.length;
    if (!recurs && names.length <= Math.max(3, (columns / step) * 0.005)) return [];
    const more = different.length > 3 ? ' and others' : '';
    return [{ rule, why: `${why}: ${different.slice(0, 3).join(' · ')}${more}.` }];
  });
}
