// How far the graph goes from its focus, and one step more or fewer. Pure.

export type Steps = number | 'all';

/** More than this is "all": nobody counts further. */
const most = 5;

export function moreSteps(steps: Steps): Steps {
  return steps === 'all' || steps >= most ? 'all' : steps + 1;
}

export function fewerSteps(steps: Steps): Steps {
  return steps === 'all' ? most : Math.max(0, steps - 1);
}
