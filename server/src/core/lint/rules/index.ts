// The registry: every rule there is, one line each. The order is that of the documentation.

import type { Rule } from '../rule.ts';
import { breakingColumn } from './breaking-column.ts';
import { columnNameBrokenPromise } from './column-name-broken-promise.ts';
import { columnNameDrift } from './column-name-drift.ts';
import { columnNameDuplicateStub } from './column-name-duplicate-stub.ts';
import { columnNamePattern } from './column-name-pattern.ts';
import { columnNamePromise } from './column-name-promise.ts';
import { columnNameType } from './column-name-type.ts';
import { columnNameVocabulary } from './column-name-vocabulary.ts';
import { columnTypeName } from './column-type-name.ts';
import { configuration } from './configuration.ts';
import { contractBreakingChange } from './contract-breaking-change.ts';
import { contractExtraColumn } from './contract-extra-column.ts';
import { contractMissingColumn } from './contract-missing-column.ts';
import { contractRefused } from './contract-refused.ts';
import { contractTypeMismatch } from './contract-type-mismatch.ts';
import { contractUnenforcedConstraint } from './contract-unenforced-constraint.ts';
import { dbtplyrSelector } from './dbtplyr-selector.ts';
import { deprecatedRef } from './deprecated-ref.ts';
import { disabledRef } from './disabled-ref.ts';
import { failedModel } from './failed-model.ts';
import { failedSource } from './failed-source.ts';
import { failedTest } from './failed-test.ts';
import { missingDescription } from './missing-description.ts';
import { missingOwner } from './missing-owner.ts';
import { missingPrimaryKeyTest } from './missing-primary-key-test.ts';
import { missingSourceFreshness } from './missing-source-freshness.ts';
import { privateRef } from './private-ref.ts';
import { staleManifest } from './stale-manifest.ts';
import { staleSource } from './stale-source.ts';
import { undocumentedColumn } from './undocumented-column.ts';
import { unknownColumn } from './unknown-column.ts';
import { unknownDoc } from './unknown-doc.ts';
import { unknownMacro } from './unknown-macro.ts';
import { unknownModel } from './unknown-model.ts';
import { unknownRef } from './unknown-ref.ts';
import { unknownSource } from './unknown-source.ts';
import { unknownVar } from './unknown-var.ts';
import { unknownYamlColumn } from './unknown-yaml-column.ts';
import { unusedSource } from './unused-source.ts';

/** Every rule, by group. Names are unique. */
export const rules: readonly Rule[] = [
  columnNameType,
  columnTypeName,
  columnNameVocabulary,
  columnNamePattern,
  columnNamePromise,
  columnNameBrokenPromise,
  columnNameDrift,
  columnNameDuplicateStub,
  dbtplyrSelector,
  unknownRef,
  disabledRef,
  privateRef,
  deprecatedRef,
  unknownSource,
  unknownMacro,
  unknownDoc,
  unknownVar,
  unknownColumn,
  unknownModel,
  unknownYamlColumn,
  undocumentedColumn,
  contractMissingColumn,
  contractExtraColumn,
  contractTypeMismatch,
  contractRefused,
  contractUnenforcedConstraint,
  contractBreakingChange,
  breakingColumn,
  staleSource,
  failedSource,
  failedModel,
  failedTest,
  staleManifest,
  missingDescription,
  missingOwner,
  missingPrimaryKeyTest,
  missingSourceFreshness,
  unusedSource,
  configuration,
];
