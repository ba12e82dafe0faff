// Jinja's filters by name.

import type { JinjaFunction } from './rendering.ts';

/** See the head of this file. */
export const jinjaFilters: ReadonlyMap<string, JinjaFunction> = new Map();
