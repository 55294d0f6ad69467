import { describe, expect, it } from 'vitest';
import sentences from '../../../../../fixtures/dictation/sentences.json' with { type: 'json' };
import { PLAIN_DICTATION, type DictationStep } from '../../dictation.js';
import { readEnglishDictation } from './read-dictation.js';

/** Texts of steps that insert, and the names of others. */
function said(words: string, mode = PLAIN_DICTATION): string[] {
  return readEnglishDictation(words, mode).steps.map((step) =>
    step.type === 'insert' ? step.text : `<${step.type}>`,
  );
}

describe(readEnglishDictation, () => {
  it.each(sentences)('$set: $heard', ({ heard, steps }) => {
    let mode = PLAIN_DICTATION;
    const read: DictationStep[] = [];
    for (const words of heard) {
      const next = readEnglishDictation(words, mode);
      read.push(...next.steps);
      mode = next.mode;
    }
    expect(read).toEqual(steps);
  });

  it.each([
    // Commands are sentences of their own.
    ['stop dictating', ['<stop>']],
    ['Stop dictation, please.', ['<stop>']],
    ['See you soon. Stop dictating.', ['see you soon.', '<stop>']],
    ['see you soon period stop dictating', ['see you soon.', '<stop>']],
    ['see you tomorrow stop dictating', ['see you tomorrow', '<stop>']],
    ['See you tomorrow, stop dictating, please.', ['see you tomorrow,', '<stop>']],
    ['stop dictating letters', ['stop dictating letters']],
    ['I never stop dictating', ['I never stop dictating']],
    ['thank you stop dictating', ['thank you', '<stop>']],
    ['he might soon stop dictating', ['he might soon stop dictating']],
    ['please tell him to stop dictating', ['please tell him to stop dictating']],
    ['Stop dictating. Now.', ['Stop dictating. Now.']],
    ['Scratch that. Goodbye.', ['<scratch>', 'Goodbye.']],
    ['I said hello. Scratch that.', []],
    ['Undo that, please.', ['<undo>']],
    // Names of marks that are words.
    ['the question mark is missing', ['the question mark is missing']],
    ['it ended period i left', ['it ended. I left']],
    ['the first period', ['the first period']],
    ['it is late period new line call me', ['it is late.\nCall me']],
    ['that brand new line', ['that brand new line']],
    ['quote unquote', ['quote unquote']],
    ['he ran the hundred meter dash', ['he ran the hundred meter dash']],
    // No mark twice.
    ['Hello world period.', ['hello world.']],
    ['Wait. Comma. The answer is no.', ['Wait, the answer is no.']],
    ['Hello. New paragraph. The end.', ['hello.\n\nThe end.']],
    ['He said, quote, hello, unquote.', ['he said "hello".']],
    ['open quote this close quote', ['"this"']],
    ['dog apostrophe s', ["dog's"]],
    // Spelling.
    ['spell A B C.', ['abc']],
    ['Spell ABC', ['abc']],
    ['spell b e a r', ['bear']],
    ['spell it out', ['spell it out']],
    ['I can spell a word', ['I can spell a word']],
    ['spell capital x ray two now', ['X ray two now']],
    // Nothing to write.
    ['...', []],
    ['', []],
  ])('%j', (words, expected) => expect(said(words)).toEqual(expected));

  it('keeps capitals on until they are switched off, also in the next utterance', () => {
    const { mode } = readEnglishDictation('all caps on', PLAIN_DICTATION);
    expect(said('do not touch', mode)).toEqual(['DO NOT TOUCH']);
    expect(said('all caps off do not touch', mode)).toEqual(['do not touch']);
  });

  it('joins the next utterance after "no space"', () => {
    const { steps, mode } = readEnglishDictation('cat no space', PLAIN_DICTATION);
    expect(steps).toEqual([{ type: 'insert', text: 'cat' }]);
    expect(readEnglishDictation('fish', mode).steps).toEqual([{ type: 'insert', text: 'fish', joins: true }]);
  });
});
