// How a column is classified as personal or sensitive data: by its meta, its tags and its policy tags. Deliberately absent: columns
// that get such data from others without saying so.

import type { DeclaredColumn } from '../artifacts/types.ts';

const marks = ['contains_pii', 'pii', 'sensitive'] as const;

/** What YAML classifies a column by, in the words that stand there (`pii`, `tag pii`, `confidential`); empty where nothing does. */
export function classificationOf({ meta, tags, policyTags }: DeclaredColumn): readonly string[] {
  const { classification } = meta;
  return [
    ...marks.filter((key) => meta[key] === true),
    ...tags.filter((tag) => tag.toLowerCase() === 'pii').map((tag) => `tag ${tag}`),
    ...(typeof classification === 'string' && classification.trim() !== '' ? [classification] : []),
    ...policyTags.map((tag) => `policy tag ${tag}`),
  ];
}
