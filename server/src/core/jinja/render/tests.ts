// Jinja's tests (`is …`) by name.

import type { JinjaFunction } from './rendering.ts';

/** See the head of this file. */
export const jinjaTests: ReadonlyMap<string, JinjaFunction> = new Map();
