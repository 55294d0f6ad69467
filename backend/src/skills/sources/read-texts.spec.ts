import { describe, expect, it } from 'vitest';
import { ReadTexts } from './read-texts.js';

const page = (text: string, tab = 1) => ({ title: 'Tea', text, tab });

describe(ReadTexts.name, () => {
  it('finds the passage in any of the texts, also after others came', () => {
    const sut = new ReadTexts();
    sut.add(page('Green tea is brewed at 80 degrees.'));
    sut.add(page('Black tea is brewed at 95 degrees.', 2));
    expect(sut.passageFor('Green tea: at 80 degrees.', '')).toMatchObject({ tab: 1 });
    expect(sut.passageFor('Black tea: at 95 degrees.', '')).toMatchObject({ tab: 2 });
    sut.clear();
    expect(sut.passageFor('Green tea: at 80 degrees.', '')).toBeUndefined();
  });

  it('keeps a text that is read again once', () => {
    const sut = new ReadTexts();
    sut.add(page('Green tea is brewed at 80 degrees.'));
    for (let i = 0; i < 39; i++) sut.add(page(`Tea number ${i} has a name.`));
    sut.add(page('Green tea is brewed at 80 degrees.'));
    sut.add(page(' '));
    for (let i = 0; i < 20; i++) sut.add(page(`Cake number ${i} has a name.`));
    expect(sut.passageFor('Green tea: at 80 degrees.', '')).toBeDefined();
  });

  it('forgets the oldest of too much text', () => {
    const sut = new ReadTexts();
    sut.add(page('Green tea is brewed at 80 degrees.'));
    for (let i = 0; i < 3; i++) sut.add(page(`${i} ${'word '.repeat(40_000)}`));
    expect(sut.passageFor('Green tea: at 80 degrees.', '')).toBeUndefined();
  });
});
