// Who reads what by texts that dbt hasn't parsed, made known some texts at a time. Deliberately absent: who reads what (nodeReaders.ts).

import type { Project } from '../../project.ts';
import { nodeReaders } from './nodeReaders.ts';

/** How many texts that dbt hasn't parsed are analysed at once to see whether they are readers. */
export const textsAtOnce = 8;

/** Nobody waits longer for texts of which nothing comes to be known. */
const mostSteps = 1000;

/** See the head of this file; yields after each step that there was something to do for. */
export function* prepareReaders(project: Project): Generator<void, void> {
  for (let step = 0; step < mostSteps && !nodeReaders(project, textsAtOnce).whole; step++) yield;
}
