/** What is said about a page besides its names, for the grammar of a recogniser. */
import { spellNumber } from '../number-words.ts';

interface Weighed {
  words: readonly string[];
  /** How often it is said, against the others. */
  weight: number;
}

const weighed = (phrases: Readonly<Record<string, number>>): Weighed[] =>
  Object.entries(phrases).map(([phrase, weight]) => ({ words: phrase.split(' '), weight }));

/** Words before the name of a control. By judgement: people click. */
export const NAME_VERBS: readonly Weighed[] = weighed({
  click: 8,
  open: 4,
  press: 1,
  select: 1,
  check: 1,
  choose: 1,
  tap: 1,
  'go to': 1,
  'click on': 1,
});

/** Words before the number of a label. */
export const NUMBER_VERBS: readonly Weighed[] = weighed({ number: 4, 'click number': 2, 'open number': 1 });

/** Commands without a name that are said most; all others are understood as ordinary speech. */
export const GLOBAL_COMMANDS: readonly string[] = [
  ...['scroll down', 'scroll up', 'page down', 'page up', 'go to the top', 'go to the bottom'],
  ...[
    'go back',
    'go forward',
    'reload',
    'reload the page',
    'new tab',
    'close tab',
    'next tab',
    'previous tab',
  ],
  ...[
    'read this page',
    'stop reading',
    'show numbers',
    'hide numbers',
    'undo that',
    'what can i say',
    'stop',
  ],
];

export const YES_OR_NO: readonly string[] = [
  ...[
    'yes',
    'yes please',
    'yeah',
    'okay',
    'sure',
    'do it',
    'no',
    'no thanks',
    'nope',
    'cancel',
    'never mind',
  ],
];

/** Answers to "Which one?" besides numbers and names. */
export const CHOICES: readonly string[] = [
  ...[
    'the first one',
    'the second one',
    'the third one',
    'the last one',
    'the first',
    'the second',
    'the last',
  ],
  ...['none', 'none of them', 'cancel', 'never mind', 'no'],
];

/** @param value a whole number */
export const numberWords = (value: number): string[] => spellNumber(value).split(' ');
