// Renders `{{ env_var('NAME', 'default') }}` in a value of a configuration file, the one Jinja that can be known without dbt.
// Deliberately absent: every other expression, and the values of secrets.

/** Either the text, or why it isn't known, in one sentence. */
export type RenderedValue = { readonly text: string } | { readonly problem: string };

const expression = /\{\{-?([\s\S]*?)-?\}\}/g;
const string = `(?:'([^'\\\\]*)'|"([^"\\\\]*)")`;
const call = new RegExp(
  `^\\s*env_var\\(\\s*${string}\\s*(?:,\\s*(?:default\\s*=\\s*)?${string}\\s*)?,?\\s*\\)\\s*((?:\\|\\s*\\w+\\s*)*)$`,
);
const literal = new RegExp(`^\\s*${string}\\s*$`);
const filters: Readonly<Record<string, (text: string) => string>> = {
  as_bool: (text) => text,
  as_native: (text) => text,
  as_number: (text) => text,
  as_text: (text) => text,
  int: (text) => text,
  string: (text) => text,
  lower: (text) => text.toLowerCase(),
  upper: (text) => text.toUpperCase(),
  trim: (text) => text.trim(),
};

/** In characters; nobody writes such a value by hand. */
const longest = 2000;

/** Variables whose value is never read nor shown. */
export function isSecretVariable(name: string): boolean {
  return /^DBT_ENV_SECRET/i.test(name);
}

/** The value with its environment variables put in; text without Jinja is as it is. */
export function renderEnvironment(text: string, env: Readonly<Record<string, string>>): RenderedValue {
  if (!text.includes('{{') && !text.includes('{%')) return { text };
  if (text.includes('{%') || text.length > longest)
    return { problem: 'Only `env_var` can be read here without dbt; the default is used.' };
  let problem: string | undefined;
  const rendered = text.replace(expression, (_, code: string) => {
    const value = valueOfExpression(code, env);
    if ('text' in value) return value.text;
    problem ??= value.problem;
    return '';
  });
  return problem === undefined ? { text: rendered } : { problem };
}

function valueOfExpression(code: string, env: Readonly<Record<string, string>>): RenderedValue {
  const constant = literal.exec(code);
  if (constant) return { text: constant[1] ?? constant[2] ?? '' };
  const found = call.exec(code);
  if (!found) return { problem: 'Only `env_var` can be read here without dbt; the default is used.' };
  const name = found[1] ?? found[2] ?? '';
  if (isSecretVariable(name)) return { problem: `\`${name}\` is a secret, so its value isn't read.` };
  const value = Object.hasOwn(env, name) ? env[name] : (found[3] ?? found[4]);
  if (value === undefined) {
    return {
      problem: `The environment variable \`${name}\` isn't set and has no default; the default of this key is used.`,
    };
  }
  let result = value;
  for (const filter of (found[5] ?? '')
    .split('|')
    .map((part) => part.trim())
    .filter(Boolean)) {
    const apply = Object.hasOwn(filters, filter) ? filters[filter] : undefined;
    if (!apply)
      return { problem: `The filter \`${filter}\` can't be read without dbt; the default is used.` };
    result = apply(result);
  }
  return { text: result };
}
