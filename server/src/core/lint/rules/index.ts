// The registry: every rule there is, one line each. The order is that of the documentation.

import type { Rule } from '../rule.ts';
import { columnNameDrift } from './column-name-drift.ts';
import { columnNamePattern } from './column-name-pattern.ts';
import { columnNameType } from './column-name-type.ts';
import { columnNameVocabulary } from './column-name-vocabulary.ts';
import { configuration } from './configuration.ts';
import { disabledRef } from './disabled-ref.ts';
import { privateRef } from './private-ref.ts';
import { undocumentedColumn } from './undocumented-column.ts';
import { unknownColumn } from './unknown-column.ts';
import { unknownRef } from './unknown-ref.ts';
import { unknownSource } from './unknown-source.ts';
import { unknownYamlColumn } from './unknown-yaml-column.ts';

/** Every rule, by group. Names are unique. */
export const rules: readonly Rule[] = [
  columnNameType,
  columnNameVocabulary,
  columnNamePattern,
  columnNameDrift,
  unknownRef,
  disabledRef,
  privateRef,
  unknownSource,
  unknownColumn,
  unknownYamlColumn,
  undocumentedColumn,
  configuration,
];
