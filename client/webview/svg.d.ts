// A drawing is imported as its text.
declare module '*.svg' {
  const text: string;
  // biome-ignore lint/style/noDefaultExport: the bundler's loader exports text so.
  export default text;
}
