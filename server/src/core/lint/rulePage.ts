// Where a rule is explained to people.

/** The page of a rule. */
export function rulePage(rule: string): string {
  return `https://github.com/metadata-context/dbt-metadata-context/blob/main/docs/rules/${rule}.md`;
}
