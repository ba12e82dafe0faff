// Severities as users write them in dbt-context.yml. Deliberately absent: which rule has which (core/lint).

/** How bad a finding is; `off` shows none. */
export type Severity = 'error' | 'warning' | 'information' | 'hint' | 'off';

/** Every severity, worst first. */
export const severities: readonly Severity[] = ['error', 'warning', 'information', 'hint', 'off'];
