// Which of VS Code's theme variables a style sheet uses. Deliberately absent: their values (themes.generated.ts).

export function usedVariables(css: string): readonly string[] {
  const names = [...css.matchAll(/var\(\s*(--vscode-[\w-]+)/g)].flatMap((match) => match[1] ?? []);
  return [...new Set(names)].sort();
}
