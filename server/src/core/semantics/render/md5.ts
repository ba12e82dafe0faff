// The MD5 of a text, for `local_md5`: names made with it are the same as dbt's. https://www.rfc-editor.org/rfc/rfc1321.
// Deliberately absent: any other use; it keeps nothing secret.

const shifts = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];

const sines = Array.from({ length: 64 }, (_, i) => Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32) | 0);

/** In hex. */
export function md5(text: string): string {
  const bytes = utf8(text);
  const length = bytes.length;
  bytes.push(0x80);
  while (bytes.length % 64 !== 56) bytes.push(0);
  for (let i = 0; i < 8; i++) bytes.push(Math.floor((length * 8) / 2 ** (8 * i)) & 0xff);

  let [a, b, c, d] = [0x67452301, 0xefcdab89 | 0, 0x98badcfe | 0, 0x10325476];
  const words = new Int32Array(16);
  for (let block = 0; block < bytes.length; block += 64) {
    for (let i = 0; i < 16; i++) {
      const at = block + i * 4;
      words[i] =
        byte(bytes, at) |
        (byte(bytes, at + 1) << 8) |
        (byte(bytes, at + 2) << 16) |
        (byte(bytes, at + 3) << 24);
    }
    let [w, x, y, z] = [a, b, c, d];
    for (let i = 0; i < 64; i++) {
      const round = i >> 4;
      let mixed: number;
      let word: number;
      if (round === 0) [mixed, word] = [(x & y) | (~x & z), i];
      else if (round === 1) [mixed, word] = [(z & x) | (~z & y), (5 * i + 1) & 15];
      else if (round === 2) [mixed, word] = [x ^ y ^ z, (3 * i + 5) & 15];
      else [mixed, word] = [y ^ (x | ~z), (7 * i) & 15];
      const sum = (w + mixed + (sines[i] ?? 0) + (words[word] ?? 0)) | 0;
      const shift = shifts[round * 4 + (i & 3)] ?? 0;
      [w, z, y, x] = [z, y, x, (x + ((sum << shift) | (sum >>> (32 - shift)))) | 0];
    }
    [a, b, c, d] = [(a + w) | 0, (b + x) | 0, (c + y) | 0, (d + z) | 0];
  }
  return [a, b, c, d].map(hex).join('');
}

function byte(bytes: readonly number[], at: number): number {
  return bytes[at] ?? 0;
}

/** The four bytes of a word, the lowest first. */
function hex(word: number): string {
  return [0, 8, 16, 24].map((shift) => ((word >>> shift) & 0xff).toString(16).padStart(2, '0')).join('');
}

function utf8(text: string): number[] {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else
      bytes.push(
        0xf0 | (code >> 18),
        0x80 | ((code >> 12) & 63),
        0x80 | ((code >> 6) & 63),
        0x80 | (code & 63),
      );
  }
  return bytes;
}
