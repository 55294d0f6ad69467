import { afterEach, describe, expect, it, vi } from 'vitest';
import { base64ToBytes, bytesToBase64, decodeBase64 } from './base64.js';

const random = (length: number) => Uint8Array.from({ length }, (_, i) => (i * 167 + (i >> 8) * 31) & 0xff);

/** The three implementations, each enabled by hiding the APIs of the others. */
const PLATFORMS = {
  'Node with Buffer': () => undefined,
  'a browser with native base64': () => {
    vi.stubGlobal('Buffer', undefined);
    const { btoa, atob } = globalThis;
    Object.defineProperty(Uint8Array.prototype, 'toBase64', {
      configurable: true,
      value: function (this: Uint8Array) {
        return btoa([...this].map((byte) => String.fromCharCode(byte)).join(''));
      },
    });
    Object.defineProperty(Uint8Array, 'fromBase64', {
      configurable: true,
      value: (text: string) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)),
    });
  },
  'an older browser': () => vi.stubGlobal('Buffer', undefined),
};

describe.each(Object.entries(PLATFORMS))('base64 in %s', (_, stub) => {
  afterEach(() => {
    vi.unstubAllGlobals();
    Reflect.deleteProperty(Uint8Array.prototype, 'toBase64');
    Reflect.deleteProperty(Uint8Array, 'fromBase64');
  });

  it.each([0, 1, 2, 3, 4, 6_400, 500_000])('encodes and decodes %i bytes', (length) => {
    const bytes = random(length);
    const expected = Buffer.from(bytes).toString('base64');
    stub();
    const text = bytesToBase64(bytes);
    const back = base64ToBytes(text);
    vi.unstubAllGlobals();
    expect(text === expected, 'encoded as the standard says').toBe(true);
    expect(Buffer.compare(back, bytes), 'the same bytes come back').toBe(0);
  });

  it('encodes only the bytes of a view', () => {
    stub();
    expect(bytesToBase64(Uint8Array.from([0, 1, 2, 3, 4]).subarray(1, 4))).toBe('AQID');
  });

  it.each([
    ['abc', 'its length is not a multiple of 4'],
    ['abcde===', 'outside the standard base64 alphabet'],
    ['!!!!', 'outside the standard base64 alphabet'],
    ['__--', 'outside the standard base64 alphabet'],
    ['AA\nA', 'outside the standard base64 alphabet'],
    ['AA==AAAA', 'outside the standard base64 alphabet'],
    ['=AAA', 'outside the standard base64 alphabet'],
    ['====', 'outside the standard base64 alphabet'],
    ['AB==', 'bits left over'],
    ['AAB=', 'bits left over'],
  ])('refuses %j', (text, problem) => {
    stub();
    const result = decodeBase64(text);
    expect(result).toMatchObject({ ok: false, problem: expect.stringContaining(problem) });
    expect(() => base64ToBytes(text)).toThrow('This is not base64');
  });
});
