/** Policies that judge the words of a transcript, with the English word lists. */
import { describe, expect, it } from 'vitest';
import { NO_GRAMMAR } from '../../language/command-grammar.js';
import { ENGLISH_TURN_TAKING_WORDS } from '../../language/en/turn-taking-words.js';
import { BACKCHANNEL_DEFAULTS, isBackchannel } from './backchannel.js';
import { completeness, COMPLETENESS_DEFAULTS } from './completeness.js';
import { ECHO_DEFAULTS, isEcho } from './echo.js';
import { isSameSpeech, LATE_TRANSCRIPT_DEFAULTS } from './late-transcripts.js';
import { sameWords } from './speculation.js';
import { isOnlyStopCommand, isStopCommand, STOP_COMMAND_DEFAULTS } from './stop-command.js';

describe(isBackchannel.name, () => {
  const judge = (text: string) => isBackchannel(text, BACKCHANNEL_DEFAULTS, ENGLISH_TURN_TAKING_WORDS);

  it.each(['mhm', 'Okay, right.', 'uh huh', 'oh okay I see'])('accepts “%s”', (text) => {
    expect(judge(text)).toBe(true);
  });

  it.each(['', 'okay but why', 'then', 'then what', 'yes yes yes yes yes yes'])('rejects “%s”', (text) => {
    expect(judge(text)).toBe(false);
  });
});

describe(isStopCommand.name, () => {
  const judge = (text: string) => isStopCommand(text, STOP_COMMAND_DEFAULTS, ENGLISH_TURN_TAKING_WORDS);

  it.each(['Stop!', 'wait a minute', 'okay stop', 'hold on', 'no, the other one'])(
    'finds one in “%s”',
    (text) => {
      expect(judge(text)).toBe(true);
    },
  );

  it.each(['', 'okay', 'when does it stop', 'hold the line'])('finds none in “%s”', (text) => {
    expect(judge(text)).toBe(false);
  });
});

describe(isOnlyStopCommand.name, () => {
  const judge = (text: string) => isOnlyStopCommand(text, STOP_COMMAND_DEFAULTS, ENGLISH_TURN_TAKING_WORDS);

  it.each(['stop', 'hey stop please', 'stop talking', 'never mind', 'no no no'])(
    'wants no answer to “%s”',
    (text) => {
      expect(judge(text)).toBe(true);
    },
  );

  it.each(['', 'please', 'stop the timer', 'no the other one'])('wants an answer to “%s”', (text) => {
    expect(judge(text)).toBe(false);
  });
});

describe(completeness.name, () => {
  const judge = (text: string) =>
    completeness(text, COMPLETENESS_DEFAULTS, ENGLISH_TURN_TAKING_WORDS, NO_GRAMMAR);

  it.each(['and', 'what is twenty', 'set a timer for', 'how many feet are in ten'])(
    '“%s” is open',
    (text) => {
      expect(judge(text)).toBe('open');
    },
  );

  it.each(['what is it for', 'where are you from', 'what should i do', 'tell me a joke', ''])(
    '“%s” may be complete',
    (text) => {
      expect(judge(text)).toBe('unknown');
    },
  );
});

describe(isEcho.name, () => {
  const spoken = 'It is noon in London now. The day is bright';

  it.each(['the day is bright', 'noon in London'])('recognises “%s” as an echo', (text) => {
    expect(isEcho(text, spoken, ECHO_DEFAULTS)).toBe(true);
  });

  it.each(['', 'bright', 'the day is over', 'right and'])('rejects “%s” as an echo', (text) => {
    expect(isEcho(text, spoken, ECHO_DEFAULTS)).toBe(false);
  });

  it('compares only the last words', () => {
    expect(isEcho('it is noon', `${spoken} ${'word '.repeat(60)}`, ECHO_DEFAULTS)).toBe(false);
  });
});

describe(isSameSpeech.name, () => {
  it.each([
    ['tell me', 'tell me a joke', true],
    ['', 'anything', true],
    ['what time is it', 'what day is today', true],
    ['tell me a joke', 'what time is it', false],
  ])('“%s” and “%s”: %s', (a, b, same) => {
    expect(isSameSpeech(a, b, LATE_TRANSCRIPT_DEFAULTS)).toBe(same);
  });
});

describe(sameWords.name, () => {
  it('ignores only case and punctuation', () => {
    expect(sameWords('what time is it', 'What time is it?')).toBe(true);
    expect(sameWords('what time is it', 'what time is it now')).toBe(false);
  });
});
