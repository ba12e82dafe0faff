// The start of each line that the tests inside VS Code print for people, to tell it from what VS Code prints itself.
export const marker = '[dbt-context-test]';
