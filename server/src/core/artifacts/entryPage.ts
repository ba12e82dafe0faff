// The entries of a page of texts. An entry keeps its place in the page and cuts a property out of it when that is read: of
// tens of thousands of entries few are ever asked for more than their name. Deliberately absent: what a scan looks for.

import { decode } from './bytes.ts';
import { isDisabledMap, resourceTypeOf } from './manifestPlan.ts';
import { fieldEnd, fieldList, fieldText } from './scanPages.ts';
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

/** The text of a page, and where each field of each of its entries starts; one more start is behind the last. */
interface Page {
  readonly text: string;
  readonly starts: Uint32Array;
}

/** The entries of a page, in its order. */
export function pageEntries({ maps, bytes }: ScanPage): readonly Entry[] {
  const text = decode(bytes, 0, bytes.length);
  const starts = new Uint32Array(maps.length * textsPerEntry + 1);
  for (let field = 1; field < starts.length; field++) {
    starts[field] = text.indexOf(fieldEnd, starts[field - 1]!) + 1;
  }
  const page: Page = { text, starts };
  const entries: Entry[] = [];
  maps.forEach((map, i) => {
    entries.push(new PageEntry(page, i * textsPerEntry, map));
  });
  return entries;
}

class PageEntry implements Entry {
  /** The one text that is kept: every index has it. */
  readonly uniqueId: string;
  readonly resourceType: ResourceType;
  readonly disabled: boolean;
  readonly #page: Page;
  readonly #first: number;

  constructor(page: Page, first: number, map: number) {
    this.#page = page;
    this.#first = first;
    this.uniqueId = this.#text(at.uniqueId) ?? '';
    this.disabled = isDisabledMap(map);
    this.resourceType = resourceTypeOf(
      map,
      () => this.#text(at.resourceType) ?? this.uniqueId.split('.', 1)[0],
    );
  }

  get name(): string {
    return this.#text(at.name) ?? this.uniqueId.slice(this.uniqueId.lastIndexOf('.') + 1);
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
    const path = this.#text(at.originalFilePath) ?? '';
    return path.includes('\\') ? path.replaceAll('\\', '/') : path;
  }
  get sourceName(): string | undefined {
    return this.#text(at.sourceName);
  }
  get version(): string | undefined {
    return this.#text(at.version);
  }

  #raw(field: number): string {
    const { text, starts } = this.#page;
    const index = this.#first + field;
    return text.slice(starts[index], starts[index + 1]! - fieldEnd.length);
  }
  #text(field: number): string | undefined {
    return fieldText(this.#raw(field));
  }
}

const noMacros: readonly string[] = Object.freeze([]);
