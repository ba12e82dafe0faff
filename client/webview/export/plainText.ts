// Text of a project made safe to stand in a file of another format: on one line, without signs that turn the writing around or that no
// format may hold. Deliberately absent: what a format must escape.

/** Controls, line ends, and what Unicode keeps for nobody: each becomes a space. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const unprintable = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufffe\uffff]+/g;
/** Overrides of the direction: letters have their own. */
const turning = /[\u202a-\u202e\u2066-\u2069]/g;

export function oneLine(text: string): string {
  return text
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(turning, '')
    .replace(unprintable, ' ')
    .trim();
}
