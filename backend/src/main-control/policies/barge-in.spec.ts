import { describe, expect, it } from 'vitest';
import { ENGLISH_TURN_TAKING_WORDS } from '../../language/en/turn-taking-words.js';
import { BACKCHANNEL_DEFAULTS } from './backchannel.js';
import {
  BARGE_IN_DEFAULTS,
  bargeInFor,
  decideBargeIn,
  isReply,
  sensitivityOf,
  type SpeechOverAnswer,
} from './barge-in.js';
import { STOP_COMMAND_DEFAULTS } from './stop-command.js';

describe(decideBargeIn.name, () => {
  const policies = {
    bargeIn: BARGE_IN_DEFAULTS,
    backchannel: BACKCHANNEL_DEFAULTS,
    stopCommand: STOP_COMMAND_DEFAULTS,
  };
  /** Speech that began at 0 over an answer that is playing. */
  const decide = (speech: Partial<SpeechOverAnswer>, now: number) =>
    decideBargeIn(
      {
        ...{ startedAt: 0, audible: true, words: '', transcribed: false, isCommand: false },
        ...{ answerAudible: true, answerAsks: false },
        ...speech,
      },
      now,
      policies,
      ENGLISH_TURN_TAKING_WORDS,
    );
  const hold = (againAt: number) => ({ verdict: 'hold', againAt });
  const stop = { verdict: 'stop', againAt: null };
  const resume = { verdict: 'resume', againAt: null };

  it.each<[string, Partial<SpeechOverAnswer>, number, object]>([
    ['a sound may be a hum', {}, 799, hold(800)],
    ['a sound that lasts longer than a hum stops the answer', {}, 800, stop],
    ['a sound that is over was a cough', { audible: false }, 300, resume],
    ['a sound does not stop an answer without audio', { answerAudible: false }, 800, hold(4_000)],
    [
      'a sound that does not end does not withhold an answer for ever',
      { answerAudible: false },
      4_000,
      resume,
    ],
    ['a stop command stops at once', { words: 'wait a minute' }, 100, stop],
    ['other words may change while they are partial', { words: 'you have' }, 599, hold(600)],
    ['other words stop when speech lasts', { words: 'you have' }, 600, stop],
    ['other words stop at once when they are final', { words: 'in tokyo', transcribed: true }, 100, stop],
    ['a backchannel may be the beginning of more', { words: 'okay' }, 1_499, hold(1_500)],
    ['backchannels that go on for long stop', { words: 'okay' }, 1_500, stop],
    [
      'a final yes replies to a question',
      { words: 'okay', transcribed: true, audible: false, answerAsks: true },
      500,
      stop,
    ],
    ['a yes to a question may be the beginning of more', { words: 'yes', answerAsks: true }, 599, hold(600)],
    [
      'a sentence with a yes in it may be no reply',
      { words: 'in Tokyo right now', answerAsks: true },
      599,
      hold(600),
    ],
    [
      'a hum over a question is no yes',
      { words: 'mhm', transcribed: true, audible: false, answerAsks: true },
      500,
      resume,
    ],
    ['a final backchannel resumes', { words: 'okay', transcribed: true, audible: false }, 500, resume],
    [
      'ended words hold the answer until their final transcript',
      { words: 'so', audible: false },
      500,
      hold(4_000),
    ],
    [
      'a command about the page stops, whatever it is',
      { words: 'yes', transcribed: true, isCommand: true, audible: false },
      500,
      stop,
    ],
    ['a final transcript that does not come resumes', { words: 'so', audible: false }, 4_000, resume],
  ])('%s', (_, speech, now, decision) => {
    expect(decide(speech, now)).toEqual(decision);
  });
});

describe(sensitivityOf.name, () => {
  it('is the reverse of bargeInFor', () => {
    expect(sensitivityOf(BARGE_IN_DEFAULTS)).toBe(0.5);
    for (const sensitivity of [0, 0.1, 0.3, 0.5, 0.7, 0.9, 1]) {
      expect(sensitivityOf(bargeInFor(sensitivity))).toBe(sensitivity);
    }
  });

  it('stays between 0 and 1 for any configuration', () => {
    expect(sensitivityOf({ minSpeechMs: 2_000 })).toBe(0);
    expect(sensitivityOf({ minSpeechMs: 0 })).toBe(1);
  });
});

describe(isReply.name, () => {
  it.each([
    ['yes', true, false, true],
    ['oh okay', true, false, true],
    ['sure go ahead', true, false, true],
    ['yes please', true, false, true],
    ['please', true, false, false],
    ['yes', false, false, false],
    ['mhm', true, false, false],
    ['in Tokyo right now', true, false, false],
    ['yes', false, true, true],
  ])('of “%s”, over a question: %s, a heard command: %s, is %s', (words, answerAsks, isCommand, expected) => {
    const speech = { words, answerAsks, isCommand };
    expect(isReply(speech, ENGLISH_TURN_TAKING_WORDS)).toBe(expected);
  });
});
