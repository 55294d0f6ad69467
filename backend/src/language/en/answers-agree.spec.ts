import { describe, expect, it } from 'vitest';
import { answerIn } from '#answers';
import { YES_OR_NO } from './browser/page-commands.js';
import { ENGLISH_TURN_TAKING_WORDS } from './turn-taking-words.js';

describe('the words for yes and no', () => {
  it('that a recogniser expects are an answer', () => {
    const none = YES_OR_NO.filter((text) => answerIn(text, { wasAskedBefore: true }) === 'other');
    expect(none).toEqual([]);
  });

  it('that a listener says are no no', () => {
    const { backchannels } = ENGLISH_TURN_TAKING_WORDS;
    expect([...backchannels].filter((text) => answerIn(text, { wasAskedBefore: true }) === 'no')).toEqual([]);
  });
});
