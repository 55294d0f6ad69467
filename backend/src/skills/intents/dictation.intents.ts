/** Begins a dictation. While there is one, its own commands end it (`language/en/dictation`). */
import { done, notDone } from '../action-outcome.js';
import type { Intent } from '../engine/intent.js';

const BEGUN = 'Dictating. Say "stop dictating" when you are done.';

const NOT_HERE =
  "I can't write what you say from here: that works in the browser, with the Earshot extension. There, click a text field, and say: start dictating.";

export const dictationIntents: readonly Intent[] = [
  {
    name: 'dictation.start',
    best: 'skill',
    templates: ['(dictate|start dictating|start dictation|dictation|take dictation)'],
    alsoUnderstood: [
      '(start|begin|switch on|turn on) [the] (dictating|dictation|dictation mode)',
      '(take|take down) [a|the] dictation',
      '(dictation mode|dictation on|let me dictate|i want to dictate|dictate here|dictate text|write down what i say|type what i say|write what i say)',
    ],
    exactOnly: true,
    answer: (_slots, { dictate }) =>
      dictate
        ? {
            async run() {
              const problem = await dictate();
              return problem === undefined ? done(BEGUN) : notDone(problem);
            },
          }
        : NOT_HERE,
  },
  {
    name: 'dictation.stop',
    best: 'skill',
    templates: ['(stop dictating|stop dictation)'],
    alsoUnderstood: ['(end|finish|stop|turn off|switch off) [the] (dictation|dictating)', 'done dictating'],
    exactOnly: true,
    answer: () => "I'm not dictating.",
  },
];
