// The mend of a finding that may be made without asking anybody. Deliberately absent: making it.

import type { Finding, Fix, Rule } from '../rule.ts';

/**
 * The preferred mend, or, where a name leads nowhere, the only one that is near; undefined where somebody has to choose, or wants to see
 * the changes first. What a name is to be called instead is always a choice.
 */
export function certainFix(
  { range, suggestions = [], fixes }: Pick<Finding, 'range' | 'suggestions' | 'fixes'>,
  path: string,
  group: Rule['group'],
): Fix | undefined {
  const [only, ...others] = suggestions;
  const leadsNowhere = group === 'names' || group === 'configuration';
  if (leadsNowhere && only !== undefined && others.length === 0)
    return { title: `Change to “${only}”`, edits: [{ path, range, newText: only }] };
  const [first, ...more] = fixes?.().filter((fix) => fix.preferred === true && fix.byHand !== true) ?? [];
  return first && more.length === 0 && first.confirm !== true && first.edits.length > 0 ? first : undefined;
}
