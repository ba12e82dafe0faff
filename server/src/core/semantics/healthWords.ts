// How fresh a source is and why something failed, in the words that cards and findings share. Deliberately absent: what they stand in.

import { alert, join, type Line, muted, text } from '../card/card.ts';
import { ago, span } from '../card/format.ts';
import { shorten, visibleLine } from '../card/visible.ts';
import { type FreshnessFact, limitLength } from './freshness.ts';

/** `warn: loaded 14 h ago, limit 12 h; checked 2 h ago`. */
export function freshnessLine(fresh: FreshnessFact, now: number): Line {
  const limit: Line = fresh.limit ? [text(`limit ${span(limitLength(fresh.limit))}`)] : [];
  const checked: Line = fresh.checkedAt === undefined ? [] : [muted(`checked ${ago(fresh.checkedAt, now)}`)];
  const loaded = fresh.maxLoadedAt === undefined ? [] : [text(`loaded ${ago(fresh.maxLoadedAt, now)}`)];
  switch (fresh.status) {
    case 'pass':
      return join([[text('fresh')], loaded, limit, checked], ', ');
    case 'warn':
    case 'error': {
      const since: Line = fresh.unlessLoadedSince ? [text('unless loaded since')] : [];
      return [alert(fresh.status), text(': '), ...join([loaded, limit, since, checked], ', ')];
    }
    case 'never loaded':
      return join([[alert('never loaded')], limit, checked], ', ');
    case 'failed': {
      const why: Line = fresh.error ? [text(shorten(visibleLine(fresh.error), 120))] : [];
      return [
        alert('the check failed'),
        ...(why.length > 0 ? [text(': '), ...why] : []),
        text(' '),
        ...checked,
      ];
    }
    case 'unchecked':
      return join([[text('never checked')], limit, [muted('run dbt source freshness')]], ', ');
  }
}

/** dbt's message without its own heading, which names the node that the card is about. */
export function whatFailed(message: string): string {
  const line = visibleLine(message);
  return line.replace(/^\w+ Error in [\w ]+ \([^()]*\) +(?=\S)/, '');
}
