import type { Intent } from '../../engine/intent.js';
import { findNotes } from '../../notes/find-notes.js';

const ASKS = 'Forget your notes, alarms, timers and settings? Say yes to forget them.';

const FORGOTTEN = "I've forgotten your notes, alarms, timers and settings, and our conversation.";

/** Forgetting everything that is kept of the user. */
export const forgetIntents: readonly Intent[] = [
  {
    name: 'forget-all',
    best: 'skill',
    exactOnly: true,
    templates: ['forget everything'],
    alsoUnderstood: [
      'forget (everything|all) [(about me|you know|you know about me|that you know about me|i told you|i said|i have told you)]',
      'forget (all [of]|everything in) (my|the) data',
      '(delete|erase|clear|wipe|remove) (all [of] my|all the|my) data',
      '(delete|erase|clear|wipe|remove) everything (about me|you know about me|i told you|you know)',
      '(delete|erase|wipe|clear) your memory',
    ],
    answer: () => ASKS,
  },
  {
    name: 'forget-all.reply',
    best: 'skill',
    after: /^Forget your notes, alarms, timers and settings\?/,
    templates: ['{sure=yes}', 'no'],
    alsoUnderstood: ['{sure:consent}', '{refusal}'],
    answer: ({ sure }, { isRecorded }) =>
      sure
        ? {
            async run(user) {
              user.forget();
              const problem = await user.saved();
              if (problem) return `I've forgotten it here, but the file is still there, because ${problem}.`;
              return `${FORGOTTEN}${isRecorded ? ' From here on this call is recorded again.' : ''}`;
            },
          }
        : 'Okay, I forget nothing.',
  },
];

/** The name is only in the conversation, so from this sentence on it is not looked up further back. */
export const forgetNameIntent: Intent = {
  name: 'name.forget',
  best: 'skill',
  exactOnly: true,
  templates: [],
  alsoUnderstood: ['forget [about] my name'],
  answer: (_slots, { notes }) =>
    findNotes(notes.list(), 'my name').length > 0 ? undefined : "Okay, I won't use your name any more.",
};
