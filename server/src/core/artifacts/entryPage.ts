// The entries of a page of texts. An entry keeps its place in the page and cuts a property out of it when that is read: of
// tens of thousands of entries few are ever asked for more than their name. Deliberately absent: what a scan looks for.

import { isDisabledMap, resourceTypeOf } from './manifestPlan.ts';
import { fieldEnd, fieldList, fieldText, pageText } from './scanPages.ts';
import type { ScanPage } from './scanTables.ts';
import type { Entry, ResourceType } from './types.ts';

/** Where a property stands among the texts of an entry; see the fields of the plan. */
const at = {
  uniqueId: 0,
  resourceType: 1,
  name: 2,
  packageName: 3,
  originalFilePath: 4,
  sourceName: 5,
  version: 6,
  group: 7,
  dependsOn: 8,
  macros: 9,
} as const;
const textsPerEntry = 10;

/** The entries of a page, in its order. */
export function pageEntries(page: ScanPage): readonly Entry[] {
  const text = pageText(page);
  const entries: Entry[] = [];
  let start = 0;
  for (const map of page.maps) {
    entries.push(new PageEntry(text, start, map));
    start = skipFields(text, start, textsPerEntry);
  }
  return entries;
}

class PageEntry implements Entry {
  readonly resourceType: ResourceType;
  readonly disabled: boolean;
  readonly #page: string;
  readonly #start: number;

  constructor(page: string, start: number, map: number) {
    this.#page = page;
    this.#start = start;
    this.disabled = isDisabledMap(map);
    this.resourceType = resourceTypeOf(
      map,
      () => this.#text(at.resourceType) ?? this.uniqueId.split('.', 1)[0],
    );
  }

  get uniqueId(): string {
    return this.#text(at.uniqueId) ?? '';
  }
  get name(): string {
    const { uniqueId } = this;
    return this.#text(at.name) ?? uniqueId.slice(uniqueId.lastIndexOf('.') + 1);
  }
  get packageName(): string {
    return this.#text(at.packageName) ?? '';
  }
  get dependsOn(): readonly string[] {
    return fieldList(this.#raw(at.dependsOn));
  }
  get macros(): readonly string[] {
    return this.resourceType === 'test' ? noMacros : fieldList(this.#raw(at.macros));
  }
  get group(): string | undefined {
    return this.#text(at.group);
  }
  get originalFilePath(): string {
    return (this.#text(at.originalFilePath) ?? '').replaceAll('\\', '/');
  }
  get sourceName(): string | undefined {
    return this.#text(at.sourceName);
  }
  get version(): string | undefined {
    return this.#text(at.version);
  }

  #raw(field: number): string {
    const start = skipFields(this.#page, this.#start, field);
    return this.#page.slice(start, this.#page.indexOf(fieldEnd, start));
  }
  #text(field: number): string | undefined {
    return fieldText(this.#raw(field));
  }
}

function skipFields(text: string, start: number, fields: number): number {
  let position = start;
  for (let field = 0; field < fields; field++) position = text.indexOf(fieldEnd, position) + 1;
  return position;
}

const noMacros: readonly string[] = Object.freeze([]);
