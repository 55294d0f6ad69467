import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { encodeWav, parseWav, wavHeader } from './wav.js';

const PCM = Int16Array.of(0, 1, -1, 32_767, -32_768, 12);

/** A valid WAV file with some bytes changed. */
function altered(change: (file: Uint8Array<ArrayBuffer>, view: DataView) => Uint8Array | void): Uint8Array {
  const file = encodeWav(PCM, 16_000);
  return change(file, new DataView(file.buffer)) ?? file;
}

describe('wav', () => {
  it('reads its own output', () => {
    expect(parseWav(encodeWav(PCM, 22_050, 2))).toEqual({ sampleRateHz: 22_050, channels: 2, pcm: PCM });
  });

  it('reads what was counted of a file that is still being written', () => {
    const file = encodeWav(PCM, 16_000);
    file.set(wavHeader(8, 16_000));
    expect(parseWav(file)).toEqual({ sampleRateHz: 16_000, channels: 1, pcm: PCM.slice(0, 4) });
  });

  it('reads a recorded file', async () => {
    const url = new URL('../../../fixtures/speech/00_what-time-is-it_flite-slt_clean.wav', import.meta.url);
    const { sampleRateHz, channels, pcm } = parseWav(await readFile(url));
    expect({ sampleRateHz, channels }).toEqual({ sampleRateHz: 16_000, channels: 1 });
    expect(pcm.length).toBeGreaterThan(16_000);
  });

  it('skips unknown chunks, also of odd length', () => {
    const file = encodeWav(PCM, 16_000);
    const list = Uint8Array.from([0x4c, 0x49, 0x53, 0x54, 3, 0, 0, 0, 1, 2, 3, 0]);
    const withList = Uint8Array.from([...file.slice(0, 36), ...list, ...file.slice(36)]);
    expect(parseWav(withList).pcm).toEqual(PCM);
  });

  it('reads to the end of the file when the length is unknown', () => {
    expect(parseWav(altered((_, view) => view.setUint32(40, 0xffff_ffff, true))).pcm).toEqual(PCM);
  });

  it.each([
    ['text', () => new TextEncoder().encode('this is a text, not a sound'), 'not a WAV file'],
    ['nothing', () => new Uint8Array(0), 'not a WAV file'],
    ['a cut file', () => altered((file) => file.slice(0, -4)), '4 bytes of audio are missing'],
    ['a header alone', () => altered((file) => file.slice(0, 36)), 'no "data" chunk'],
    ['a cut header', () => altered((file) => file.slice(0, 30)), 'truncated in its "fmt " chunk'],
    ['8-bit samples', () => altered((_, view) => view.setUint16(34, 8, true)), 'this one is 8-bit, format 1'],
    ['A-law', () => altered((_, view) => view.setUint16(20, 6, true)), 'format 6'],
    ['no channels', () => altered((_, view) => view.setUint16(22, 0, true)), '0 channels'],
    ['half a sample', () => altered((_, view) => view.setUint32(40, 11, true)), 'in the middle of a sample'],
  ])('says what is wrong with %s', (_, make, message) => {
    expect(() => parseWav(make())).toThrow(message);
  });
});
