import { describe, expect, it } from 'vitest';
import { englishMatcher } from '../../../skills/english.js';
import { GLOBAL_COMMANDS, numberWords } from './page-commands.js';

describe('page commands', () => {
  it.each(GLOBAL_COMMANDS)('"%s" is a command of a skill', (command) => {
    const [match] = englishMatcher.matches(command);
    expect(match?.intent.name).toMatch(/^(?:browser|reading|page|stop|help|call)\b|can-say|abilities/);
  });

  it('says numbers in words', () => {
    expect([7, 14, 30, 42, 105].map((value) => numberWords(value).join(' '))).toEqual([
      'seven',
      'fourteen',
      'thirty',
      'forty two',
      'one hundred five',
    ]);
  });
});
