// The one thing that core takes from its surroundings without importing it: browsers, Node and workers all have it.
// Declared here because core has neither the DOM's nor Node's types.

declare class TextDecoder {
  constructor(label?: string, options?: { readonly fatal?: boolean; readonly ignoreBOM?: boolean });
  decode(input?: ArrayBufferView): string;
}
