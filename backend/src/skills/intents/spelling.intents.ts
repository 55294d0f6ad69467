import type { Intent } from '../engine/intent.js';

export const spellingIntents: readonly Intent[] = [
  {
    name: 'spelling',
    best: 'skill',
    templates: [
      'how do you spell {word}',
      'how (do you|do i|would you|to|you) (spell|write) [the word] {word}',
      'how is [the word] {word} (spelled|written)',
      'spell [out] [the word] {word}',
      '(what is the spelling of|what are the letters of) [the word] {word}',
    ],
    alsoSaid: [
      '[the] [correct] (spelling of|way to spell) [the word] {word}',
      'what is the (correct spelling of|right way to spell|correct way to spell) [the word] {word}',
      '[show me] how to spell [the word] {word}',
      'how (should|can|would) i spell [the word] {word}',
      'do you know how to spell [the word] {word}',
    ],
    samples: 70,
    answer: ({ word = '' }) =>
      /^(?:it|that|this)$/.test(word) ? 'Which word? Say: spell, and then the word.' : spell(word),
  },
  {
    name: 'spelling.length',
    best: 'skill',
    templates: [],
    alsoSaid: [
      'how many letters (are|are there) in [the word] {word}',
      'how many letters (does|in) [the word] {word} [have]',
    ],
    answer({ word = '' }) {
      const letters = [...word].length;
      return `${word.charAt(0).toUpperCase()}${word.slice(1)} has ${letters} ${letters === 1 ? 'letter' : 'letters'}.`;
    },
  },
  {
    name: 'spelling.reply',
    best: 'skill',
    after: /^Which word\?/,
    templates: ['[the word] {word}'],
    samples: 4,
    answer: ({ word = '' }) => spell(word),
  },
];

function spell(word: string): string {
  // Commas make TTS read the letters one by one.
  const letters = [...word.toUpperCase()].join(', ');
  return `${word.charAt(0).toUpperCase()}${word.slice(1)} is spelled ${letters}.`;
}
