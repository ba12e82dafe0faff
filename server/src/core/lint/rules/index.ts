// The registry: every rule there is, one line each. The order is that of the documentation.

import type { Rule } from '../rule.ts';
import { columnNamePattern } from './column-name-pattern.ts';
import { columnNameType } from './column-name-type.ts';
import { columnNameVocabulary } from './column-name-vocabulary.ts';
import { configuration } from './configuration.ts';

/** Every rule, by group. Names are unique. */
export const rules: readonly Rule[] = [
  columnNameType,
  columnNameVocabulary,
  columnNamePattern,
  configuration,
];
