// Who owns a node: the documented order of places, first that names somebody wins, and it says which place that was.
// Deliberately absent: people directories; a name is shown as somebody wrote it.

import type { Entry, Meta, Owner } from '../artifacts/types.ts';
import type { Project } from '../project.ts';
import { groupByName } from './names.ts';

/** An owner and the place that names it. */
export interface OwnerFact {
  readonly owners: readonly Owner[];
  /** As a user would look for it: `config.meta.owner`, `group finance`, `warehouse role` … */
  readonly from: string;
  /** True where the warehouse, not a person, is the source. */
  readonly warehouse: boolean;
}

/** The keys of `meta` that name an owner: those of dbt-context.yml, so that CI agrees, else those of the settings. */
export function ownerKeysOf(project: Project): readonly string[] {
  return project.context.ownerKeys ?? project.settings.ownerKeys;
}

/** The owner of an entry; undefined when nothing names one. */
export function ownerOf(project: Project, entry: Entry): OwnerFact | undefined {
  const { manifest, catalog } = project.artifacts;
  const detail = manifest?.detail(entry);
  if (!manifest || !detail) return undefined;
  const keys = ownerKeysOf(project);
  const own =
    fromMeta(detail.configMeta, 'config.meta', keys) ??
    fromMeta(detail.meta, 'meta', keys) ??
    fromMeta(detail.config, 'config', keys);
  if (own) return own;
  const group = detail.group === undefined ? undefined : groupOwner(project, detail.group);
  if (group) return group;
  const source = fromMeta(detail.sourceMeta, 'source meta', keys);
  if (source) return source;
  if (detail.owner && named(detail.owner)) {
    return { owners: [detail.owner], from: `${entry.resourceType} owner`, warehouse: false };
  }
  const role = catalog?.relation(entry.uniqueId)?.owner?.trim();
  if (role) return { owners: [{ name: role, emails: [] }], from: 'warehouse role', warehouse: true };
  return undefined;
}

/** The owner that a group names; undefined where there is no such group or it names nobody. */
export function groupOwner(project: Project, name: string): OwnerFact | undefined {
  const { manifest } = project.artifacts;
  const group = manifest && groupByName(manifest, name);
  const detail = group && manifest.detail(group);
  if (!detail) return undefined;
  const keys = ownerKeysOf(project);
  if (detail.owner && named(detail.owner)) {
    return { owners: [detail.owner], from: `group ${name}`, warehouse: false };
  }
  return fromMeta(detail.configMeta, `group ${name}`, keys) ?? fromMeta(detail.meta, `group ${name}`, keys);
}

/** The owner that `meta` as it stands in YAML names; undefined where it names nobody. */
export function ownerInMeta(project: Project, meta: Meta): OwnerFact | undefined {
  return fromMeta(meta, 'meta', ownerKeysOf(project));
}

/** Owners on one line of plain text: names, else addresses. */
export function ownersToText(fact: OwnerFact): string {
  return fact.owners.map((owner) => owner.name ?? owner.emails.join(', ')).join(', ');
}

function fromMeta(meta: Meta, place: string, keys: readonly string[]): OwnerFact | undefined {
  for (const key of keys) {
    const owners = withAddress(toOwners(meta[key]), meta[`${key}_email`]);
    if (owners.length > 0) return { owners, from: `${place}.${key}`, warehouse: false };
  }
  return undefined;
}

/** `meta` is free-form: a text (several separated by commas), a list, or an object with a name and addresses. */
function toOwners(value: unknown): readonly Owner[] {
  if (typeof value === 'string') {
    return value
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '')
      .map(toOwner);
  }
  if (Array.isArray(value)) return value.flatMap((item) => toOwners(item));
  if (typeof value !== 'object' || value === null) return [];
  const record = value as Readonly<Record<string, unknown>>;
  const name = typeof record['name'] === 'string' ? record['name'] : undefined;
  const emails = toOwners(record['email']).flatMap((owner) => owner.emails.concat(owner.name ?? []));
  const owner = { name, emails };
  return named(owner) ? [owner] : [];
}

/** `owner_email` beside `owner` is the address of the one owner that has none of its own. */
function withAddress(owners: readonly Owner[], address: unknown): readonly Owner[] {
  const [owner, ...others] = owners;
  if (!owner || others.length > 0 || owner.emails.length > 0 || typeof address !== 'string') return owners;
  return [{ name: owner.name, emails: [address] }];
}

function toOwner(written: string): Owner {
  return /^\S+@\S+$/.test(written) ? { name: undefined, emails: [written] } : { name: written, emails: [] };
}

function named(owner: Owner): boolean {
  return (owner.name ?? '') !== '' || owner.emails.length > 0;
}
