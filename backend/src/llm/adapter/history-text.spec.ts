import { describe, expect, it } from 'vitest';
import { assistantText, INTERRUPTED_NOTE } from './history-text.js';

describe(assistantText.name, () => {
  it.each([
    ['a whole answer', {}, 'Noon.'],
    ['an interrupted one', { interrupted: true, unheard: 'Bye.' }, `Noon.${INTERRUPTED_NOTE}`],
    [
      'an interrupted one after an action',
      { interrupted: true, unheard: '', actionResult: 'Timer set.' },
      `Noon.${INTERRUPTED_NOTE} [the action ran, with the result: Timer set.]`,
    ],
  ])('%s', (_name, more, expected) => {
    expect(assistantText({ role: 'assistant', content: 'Noon.', ...more })).toBe(expected);
  });
});
