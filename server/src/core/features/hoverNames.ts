// The cards of what is no node of the graph: macros, docs blocks, groups, vars, environment variables, generic tests.
// Deliberately absent: nodes (hoverNode.ts), columns (hoverColumn.ts), unknown names (hoverUnknown.ts).

import type { Detail, Entry } from '../artifacts/types.ts';
import {
  type Card,
  type CardKind,
  capped,
  code,
  type Fact,
  join,
  type Line,
  muted,
  text,
} from '../card/card.ts';
import { labelOf } from '../card/entryWords.ts';
import type { Project } from '../project.ts';
import { groupOwner } from '../semantics/owner.ts';
import { rootPackageName } from '../semantics/packages.ts';
import { membersOfGroup, usersOfMacro } from '../semantics/users.ts';
import { isSecretVariable } from '../yaml/environmentVariables.ts';
import { listLength, ownersLine } from './hoverFacts.ts';
import { actionsOf } from './hoverNode.ts';

/** A card with nothing on it but its title; the callers add what they know. */
export function emptyCard(kind: CardKind, title: string, tags: readonly string[] = []): Card {
  return { kind, title, tags: [kind, ...tags], subtitle: undefined, description: '', facts: [], actions: [] };
}

/** A macro: signature, arguments, where it is defined, used by how many. */
export function macroCard(project: Project, entry: Entry): Card {
  const { manifest } = project.artifacts;
  const detail = manifest?.detail(entry);
  const users = manifest ? usersOfMacro(manifest, entry) : [];
  const own = entry.packageName === rootPackageName(project);
  const facts: (Fact | undefined)[] = [
    argumentsFact(detail),
    users.length > 0
      ? {
          sign: 'impact',
          label: 'Used by',
          lines: [[text(`${users.length}: `), ...capped(users, listLength, (user) => [code(labelOf(user))])]],
        }
      : undefined,
    entry.originalFilePath
      ? {
          sign: 'note',
          label: 'From',
          lines: [[muted(`${own ? '' : `${entry.packageName}: `}${entry.originalFilePath}`)]],
        }
      : undefined,
  ];
  return {
    ...emptyCard('macro', entry.name, own ? [] : [`package ${entry.packageName}`]),
    subtitle: signatureOf(entry, detail),
    description: detail?.description ?? '',
    facts: facts.filter((fact) => fact !== undefined),
    actions: actionsOf(project, entry),
  };
}

/** `name(a, b=1)` as its `{% macro %}` tag says; the documented arguments where the tag isn't known. */
function signatureOf(entry: Entry, detail: Detail | undefined): string {
  const written = /\{%-?\s*(?:macro|test|data_test|materialization)\s+([^%]*?)\s*-?%\}/.exec(
    detail?.macroSql ?? '',
  );
  if (written?.[1]) return written[1].replace(/\s+/g, ' ');
  return `${entry.name}(${(detail?.arguments ?? []).map((argument) => argument.name).join(', ')})`;
}

function argumentsFact(detail: Detail | undefined): Fact | undefined {
  const described = (detail?.arguments ?? []).filter(
    (argument) => argument.description !== '' || argument.type,
  );
  if (described.length === 0) return undefined;
  const lines = described.slice(0, 8).map((argument): Line => {
    const type: Line = argument.type ? [muted(` ${argument.type}`)] : [];
    return [code(argument.name), ...type, text(argument.description ? `: ${argument.description}` : '')];
  });
  return { sign: 'code', label: 'Arguments', lines: [[], ...lines] };
}

/** A docs block: its text. */
export function docCard(project: Project, entry: Entry): Card {
  const detail = project.artifacts.manifest?.detail(entry);
  return {
    ...emptyCard('doc', entry.name),
    description: detail?.blockContents ?? '',
    actions: actionsOf(project, entry),
  };
}

/** A group: who owns it and what belongs to it. */
export function groupCard(project: Project, entry: Entry): Card {
  const { manifest } = project.artifacts;
  const owner = groupOwner(project, entry.name);
  const members = manifest ? membersOfGroup(manifest, entry.name) : [];
  const facts: (Fact | undefined)[] = [
    owner && { sign: 'owner', label: 'Owner', lines: [ownersLine({ ...owner, from: '' })] },
    {
      sign: 'columns',
      label: 'Members',
      lines: [
        members.length === 0
          ? [text('none')]
          : [
              text(`${members.length}: `),
              ...capped(members, listLength, (member) => [code(labelOf(member))]),
            ],
      ],
    },
  ];
  return {
    ...emptyCard('group', entry.name),
    description: manifest?.detail(entry)?.description ?? '',
    facts: facts.filter((fact) => fact !== undefined),
    actions: actionsOf(project, entry),
  };
}

/** What is known of a variable's value. */
export interface VarValue {
  /** As text; undefined where it isn't set in `dbt_project.yml`. */
  readonly value: string | undefined;
  /** `dbt_project.yml`, or the package that the value is scoped to. */
  readonly from: string | undefined;
  readonly fallback: string | undefined;
}

/** A project variable: its value and where that is set. */
export function varCard(name: string, found: VarValue): Card {
  const value: Line =
    found.value === undefined
      ? [text('not set in dbt_project.yml')]
      : [code(found.value), text(' '), muted(`set in ${found.from ?? 'dbt_project.yml'}`)];
  const fallback: Line = found.fallback === undefined ? [] : [text('default here '), code(found.fallback)];
  const override: Line = [muted('--vars can override it')];
  return {
    ...emptyCard('var', name),
    facts: [{ sign: 'code', label: 'Value', lines: [join([value, fallback, override], ' · ')] }],
  };
}

/** An environment variable: its default only, since values may be secret and belong to the machine that runs dbt. */
export function envVarCard(name: string, fallback: string | undefined): Card {
  const line: Line = [
    text(fallback === undefined ? 'no default: dbt stops where it is not set' : 'default here '),
    ...(fallback === undefined ? [] : [code(fallback)]),
  ];
  const lines = isSecretVariable(name) ? [[text('a secret: its value is never shown')]] : [line];
  return {
    ...emptyCard('env_var', name),
    tags: ['environment variable'],
    facts: [{ sign: 'code', label: 'Value', lines }],
  };
}
