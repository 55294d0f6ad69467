import { beforeEach, describe, expect, it } from 'vitest';
import { PendingTranscripts } from './pending-transcripts.js';

describe(PendingTranscripts.name, () => {
  let given: string[];
  let sut: PendingTranscripts;

  beforeEach(() => {
    given = [];
    sut = new PendingTranscripts((text) => given.push(text));
  });

  it('gives transcripts in the order of speech, even if they come in another order', () => {
    sut.add();
    sut.add();
    sut.confirm('a');
    sut.confirm('b');
    sut.complete('b', 'second');
    expect(given).toEqual([]);
    sut.complete('a', 'first');
    expect(given).toEqual(['first', 'second']);
    expect(sut.size).toBe(0);
  });

  it('holds a known transcript until the earlier ones are known', () => {
    sut.add();
    sut.confirm('a');
    sut.add('');
    expect(given).toEqual([]);
    sut.complete('a', 'words');
    expect(given).toEqual(['words', '']);
  });

  it('drops a refused segment, and keeps the ids of the others', () => {
    sut.add();
    sut.refuse();
    sut.add();
    sut.confirm('a');
    sut.complete('a', 'words');
    expect(given).toEqual(['', 'words']);
  });

  it('ignores a transcript that is not pending', () => {
    sut.complete('a', 'words');
    expect(given).toEqual([]);
  });
});
