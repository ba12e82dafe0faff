// What the view Findings says of the work, beside the findings. Deliberately absent: VS Code.

import type { FindingsProgress } from '../../../server/src/findingsProtocol.ts';

/** The line above the tree; empty where there is nothing to say. */
export function progressLine({ work, done, total, complete }: FindingsProgress): string {
  const looked = `${count(done)} of ${files(total)} looked at`;
  if (work === 'stopped') {
    return done === 0 && !complete ? '' : `Stopped, ${complete ? stale(total - done) : `${looked}.`}`;
  }
  // Whoever edits knows that it begins soon.
  if (work === 'done' || (work === 'waiting' && complete)) return '';
  return complete ? `Looking again: ${files(total - done)} to go` : looked;
}

/** The words beside the view's title: that there are none is said once every file was looked at. */
export function findingsCount(findings: number, project: string, complete: boolean): string {
  if (findings > 0) return `${count(findings)} in ${project}`;
  return complete ? `none in ${project}` : project;
}

/** The row that stands for what isn't shown yet. */
export function moreLabel(more: number): string {
  return `${count(more)} more`;
}

function stale(left: number): string {
  return `${files(left)} may have changed since.`;
}

function files(number: number): string {
  return number === 1 ? '1 file' : `${count(number)} files`;
}

function count(number: number): string {
  return number.toLocaleString('en');
}
