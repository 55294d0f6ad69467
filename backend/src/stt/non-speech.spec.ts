import { describe, expect, it } from 'vitest';
import { spokenWords } from './non-speech.js';

describe(spokenWords.name, () => {
  it.each([
    '[BLANK_AUDIO]',
    '[ Silence ]',
    '(coughs)',
    '(speaking in foreign language)',
    '[Music] [Applause]',
    '*sighs*',
    '♪ la la la ♪',
    '♪♪',
    '<|nospeech|>',
    '<|startoftranscript|><|en|>',
    '{laughter}',
    '【音楽】',
    '（拍手）',
    '...',
    '. . .',
    '',
    'Thanks for watching!',
    'Thank you for watching.',
    'Please subscribe to my channel.',
    'Like and subscribe!',
    'Subtitles by the Amara.org community',
  ])('hears nothing in %j', (transcript) => {
    expect(spokenWords(transcript)).toBe('');
  });

  it.each([
    ['[BLANK_AUDIO] what time is it', 'what time is it'],
    ['stop (coughs) please', 'stop please'],
    ['(555) 010-0199', '(555) 010-0199'],
    ['Thank you.', 'Thank you.'],
    ['two * three * four', 'two * three * four'],
    ['2 * 3 * 4', '2 * 3 * 4'],
    ['thanks for watching my dog', 'thanks for watching my dog'],
    ['Subscribe.', 'Subscribe.'],
    ['Subscribe to the channel', 'Subscribe to the channel'],
    ['5', '5'],
    ['何時ですか', '何時ですか'],
    ['[unclosed bracket', '[unclosed bracket'],
  ])('hears the words of %j', (transcript, words) => {
    expect(spokenWords(transcript)).toBe(words);
  });

  it('reads a long text in linear time', () => {
    for (const part of ['[', '(', '*a', '♪', '<|', '[a'])
      expect(spokenWords(part.repeat(100_000)).length).toBeLessThanOrEqual(200_000);
  });
});
