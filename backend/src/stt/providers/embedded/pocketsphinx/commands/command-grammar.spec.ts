import { describe, expect, it } from 'vitest';
import { CommandGrammar, type GrammarContent } from './command-grammar.js';

const WORDS = {
  verbs: [
    { words: ['click'], weight: 8 },
    { words: ['go', 'to'], weight: 1 },
  ],
  numberVerbs: [{ words: ['number'], weight: 1 }],
  commands: ['scroll down'],
  yesNo: ['yes', 'no'],
  choice: ['the first one'],
  numberWords: (value: number) => [['zero', 'one', 'two', 'three'][value]!],
};

const NAMES: GrammarContent['names'] = [
  {
    name: 'Philips Hue (3)',
    forms: [
      { words: ['philips', 'hue'], written: 'Philips Hue', isWhole: true },
      { words: ['philips'], written: 'Philips', isWhole: false },
    ],
  },
  { name: 'Philips', forms: [{ words: ['philips'], written: 'Philips', isWhole: true }] },
  { name: 'Reply', forms: [{ words: ['reply'], written: 'Reply', isWhole: true }] },
];

const grammar = (more: Partial<GrammarContent> = {}) =>
  new CommandGrammar({ names: NAMES, numbers: [1, 2], ...more }, WORDS);

describe(CommandGrammar.name, () => {
  it.each<[string, string | undefined, string | undefined]>([
    ['click philips hue', 'click Philips Hue', 'Philips Hue (3)'],
    ['go to reply', 'go to Reply', 'Reply'],
    ['click philips', 'click Philips', 'Philips'],
    ['philips hue', 'Philips Hue', 'Philips Hue (3)'],
    ['scroll down', 'scroll down', 'scroll down'],
    ['number two', 'number 2', '2'],
    ['click one', 'click 1', '1'],
    ['reply', undefined, undefined],
    ['one', undefined, undefined],
    ['number reply', undefined, undefined],
    ['click', undefined, undefined],
    ['yes', undefined, undefined],
    ['click philips hue now', undefined, undefined],
  ])('"%s" is %s', (said, text, target) => {
    const meaning = grammar().meaningOf(said.split(' '));
    expect([meaning?.text, meaning?.target]).toEqual([text, target]);
  });

  it.each<[GrammarContent['awaits'], string, string | undefined]>([
    ['yes_no', 'yes', 'answer'],
    ['choice', 'yes', undefined],
    ['choice', 'the first one', 'answer'],
    ['choice', 'two', 'number'],
    ['choice', 'reply', 'bare'],
    [undefined, 'the first one', undefined],
  ])('when it awaits %s, "%s" is %s', (awaits, said, kind) =>
    expect(grammar({ awaits }).meaningOf(said.split(' '))?.kind).toBe(kind),
  );

  it.each([
    ['click philips', true],
    ['click philips hue', false],
    ['number two', false],
    ['scroll down', false],
  ])('knows whether a longer command begins with "%s": %s', (said, mayGoOn) =>
    expect(grammar().meaningOf(said.split(' '))?.mayGoOn).toBe(mayGoOn),
  );

  it('needs a pronunciation of each word', () => {
    expect([...grammar().words].toSorted().join(' ')).toBe(
      'click down go hue number one philips reply scroll to two',
    );
  });

  it('has the other names, to compare with', () => {
    const built = grammar();
    const others = [...built.otherNames(built.meaningOf(['click', 'reply'])!)].map((words) =>
      words.join(' '),
    );
    expect(others).toEqual(['philips hue', 'philips']);
  });
});
