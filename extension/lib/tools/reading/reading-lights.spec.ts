import { beforeEach, describe, expect, it } from 'vitest';
import { settled } from '../../testing/settled';
import { ReadingLights } from './reading-lights';

const TEXT = 'Pears are ripe. They fall.';

describe(ReadingLights.name, () => {
  let lit: unknown[];
  let finish: (() => void)[];
  let isInPage: boolean;
  let sut: ReadingLights;

  beforeEach(() => {
    lit = [];
    finish = [];
    isInPage = true;
    sut = new ReadingLights((args) => {
      lit.push(args);
      return new Promise((resolve) => finish.push(() => resolve({ ok: isInPage })));
    });
  });

  const add = (more = {}) => sut.add({ turn_id: 3, tab: 7, from: 100, to: 115, text_from: 0, ...more });
  const hear = async (spoken: number) => {
    sut.heard({ text: TEXT, spoken });
    for (const each of finish.splice(0)) each();
    await settled();
  };

  it('lights each word where it stands in the article', async () => {
    add();
    add({ from: 120, to: 130, text_from: 16 });
    await hear(5);
    await hear(9);
    await hear(15);
    await hear(20);
    expect(lit).toEqual([
      { tabId: 7, from: 100, to: 105 },
      { tabId: 7, from: 106, to: 109 },
      { tabId: 7, from: 110, to: 115 },
      { tabId: 7, from: 120, to: 124 },
    ]);
  });

  it('lights no more of a turn whose text has left the page, but looks again in the next turn', async () => {
    isInPage = false;
    for (let turn_id = 3; turn_id < 5; turn_id++) {
      for (let i = 0; i < 20; i++) {
        add({ turn_id, from: 100 + i * 20, to: 115 + i * 20, text_from: 0 });
        await hear(5);
      }
      expect(lit).toHaveLength(5 * (turn_id - 2));
    }
  });

  it('has one call under way, and then lights what is heard by then', async () => {
    add();
    sut.heard({ text: TEXT, spoken: 5 });
    sut.heard({ text: TEXT, spoken: 9 });
    sut.heard({ text: TEXT, spoken: 15 });
    expect(lit).toEqual([{ tabId: 7, from: 100, to: 105 }]);
    finish.shift()!();
    await settled();
    expect(lit).toEqual([
      { tabId: 7, from: 100, to: 105 },
      { tabId: 7, from: 110, to: 115 },
    ]);
  });

  it('lights nothing twice, and nothing before a word is heard', async () => {
    add();
    await hear(0);
    await hear(5);
    await hear(5);
    expect(lit).toHaveLength(1);
  });

  it('lights the whole sentence if its place in the text is not known', async () => {
    add({ text_from: undefined });
    await hear(5);
    expect(lit).toEqual([{ tabId: 7, from: 100, to: 115 }]);
  });

  it('puts the light out at the end, also while a call is under way', async () => {
    add();
    sut.heard({ text: TEXT, spoken: 5 });
    sut.heard({ text: TEXT, spoken: 9 });
    sut.stop();
    finish.shift()!();
    await settled();
    expect(lit).toEqual([
      { tabId: 7, from: 100, to: 105 },
      { tabId: 7, from: null },
    ]);
    sut.stop();
    expect(lit).toHaveLength(2);
  });

  it('forgets the sentences of the turn before', async () => {
    add();
    add({ turn_id: 4, from: 50, to: 60, text_from: 10 });
    await hear(5);
    expect(lit).toEqual([]);
    expect(sut.turnId).toBe(4);
  });
});
