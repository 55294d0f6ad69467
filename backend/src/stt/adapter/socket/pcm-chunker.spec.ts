import { beforeEach, describe, expect, it } from 'vitest';
import { PcmChunker } from './pcm-chunker.js';

const count = (from: number, to: number) => Int16Array.from({ length: to - from }, (_, i) => from + i);

describe(PcmChunker.name, () => {
  let sent: Int16Array[];
  let sut: PcmChunker;

  beforeEach(() => {
    sent = [];
    sut = new PcmChunker(4, (pcm) => sent.push(pcm));
  });

  it.each([1, 3, 4, 5, 11])('makes chunks of one length from frames of %i samples', (frameSamples) => {
    for (let at = 0; at < 12; at += frameSamples) sut.push(count(at, Math.min(12, at + frameSamples)));
    expect(sent).toEqual([count(0, 4), count(4, 8), count(8, 12)]);
  });

  it('sends the rest on request, and nothing twice', () => {
    sut.push(count(0, 5));
    sut.flush();
    sut.flush();
    expect(sent).toEqual([count(0, 4), count(4, 5)]);
  });

  it('fills up with silence what would be too short', () => {
    sut.push(count(1, 6));
    sut.flush(3);
    expect(sent).toEqual([count(1, 5), Int16Array.of(5, 0, 0)]);
  });
});
