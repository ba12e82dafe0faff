// textDocument/signatureHelp: the macro or function of dbt whose brackets the cursor is in, and which of its parameters is typed.
// Deliberately absent: functions of SQL, and calls whose macro isn't known.

import { type OpenBracket, templatePlace } from '../jinja/jinjaAt.ts';
import type { Project } from '../project.ts';
import { contextNames, members } from '../semantics/dbtNames.ts';
import { type MacroParameter, macroParameters } from '../semantics/macroSignature.ts';
import { resolveMacro } from '../semantics/resolveMacro.ts';

/** A parameter as it is shown. */
export interface SignatureParameter {
  /** As written: `decimals=2`. */
  readonly label: string;
  /** What YAML says of it; empty where it says nothing. */
  readonly about: string;
}

/** See the head of this file. */
export interface Signature {
  readonly name: string;
  readonly parameters: readonly SignatureParameter[];
  /** What the macro is for, as its authors or dbt say; may be empty. */
  readonly about: string;
  /** Index of the parameter that the cursor is in; undefined where it is in none of them. */
  readonly active: number | undefined;
}

/** The signature of the innermost call around a place; undefined outside of calls, and where the signature isn't known. */
export function signatureHelp(project: Project, path: string, offset: number): Signature | undefined {
  const source = project.files.text(path);
  const place = source && templatePlace(source, offset);
  if (place?.kind !== 'jinja') return undefined;
  // A macro's own parameters are no arguments.
  if (/^(?:macro|test|data_test|materialization)$/.test(place.cursor.statement ?? '')) return undefined;
  const call = place.cursor.brackets.findLast(({ bracket, callee }) => bracket === '(' && callee !== '');
  if (!call) return undefined;
  return macroSignature(project, path, call) ?? dbtSignature(call);
}

function macroSignature(project: Project, path: string, call: OpenBracket): Signature | undefined {
  const names = call.callee.split('.');
  const [name = ''] = names.slice(-1);
  if (names.length > 2) return undefined;
  const found = resolveMacro(project, { name, package: names.length === 2 ? names[0] : undefined }, path);
  if (found.kind !== 'found' && found.kind !== 'file') return undefined;
  const entry = found.kind === 'found' ? found.entry : undefined;
  const parameters = macroParameters(project, { name, entry, path: found.path });
  if (!parameters) return undefined;
  const detail = entry && project.artifacts.manifest?.detail(entry);
  const described = new Map(detail?.arguments.map((argument) => [argument.name, argument]));
  return {
    name: call.callee,
    parameters: parameters.map((parameter) => {
      const argument = described.get(parameter.name);
      const about = [argument?.type, argument?.description].filter(Boolean).join(' · ');
      return { label: written(parameter), about };
    }),
    about: detail?.description ?? '',
    active: activeOf(
      call,
      parameters.map((parameter) => parameter.name),
    ),
  };
}

function written({ name, default: value }: MacroParameter): string {
  return value === undefined ? name : `${name}=${value.replace(/\s+/g, ' ')}`;
}

function dbtSignature(call: OpenBracket): Signature | undefined {
  const names = call.callee.replace(/^builtins\./, '').split('.');
  const [head = '', member] = names;
  const list =
    member === undefined ? contextNames : Object.hasOwn(members, head) ? (members[head] ?? []) : [];
  const found = names.length < 3 ? list.find(({ name }) => name === (member ?? head)) : undefined;
  if (!found?.signature.startsWith('(')) return undefined;
  const labels = found.signature
    .slice(1, -1)
    .split(', ')
    .filter((label) => label !== '' && label !== '…');
  return {
    name: call.callee,
    parameters: labels.map((label) => ({ label, about: '' })),
    about: found.about,
    active: activeOf(
      call,
      labels.map((label) => label.replace(/=.*$/, '')),
    ),
  };
}

function activeOf({ args, keyword, keywords }: OpenBracket, names: readonly string[]): number | undefined {
  if (keyword !== undefined) {
    const index = names.indexOf(keyword);
    return index < 0 ? undefined : index;
  }
  // Behind a keyword only keywords may follow: the first parameter that has nothing yet.
  const index =
    keywords.length === 0
      ? args.length
      : names.findIndex((name, at) => at >= args.length && !keywords.includes(name));
  return index >= 0 && index < names.length ? index : undefined;
}
