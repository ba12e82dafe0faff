// Work on a project that is given up once the project is another, since then another turn is due, and once it is closed.

import type { Project } from '../core/project.ts';
import type { ProjectHost } from '../host/projectHost.ts';

/** The same steps; undefined where they were given up. */
export function* whileCurrent<Result>(
  host: ProjectHost,
  project: Project,
  steps: Generator<void, Result>,
): Generator<void, Result | undefined> {
  for (;;) {
    if (host.isClosed || host.current !== project) return undefined;
    const step = steps.next();
    if (step.done) return step.value;
    yield;
  }
}
