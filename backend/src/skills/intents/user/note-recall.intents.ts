import { yours } from '../../user-words.js';
import type { Intent, SkillContext } from '../../engine/intent.js';
import { findNotes, latestNotes } from '../../notes/find-notes.js';

/** More are too many to listen to. */
const MAX_TOLD = 3;

/** Questions about things of the user: if no note answers them, that is said. */
export const recallMineIntent: Intent = {
  name: 'note.recall.mine',
  best: 'skill',
  templates: ['where is my {thing}', 'where did i {act=park|park my car}'],
  alsoUnderstood: [
    'where (is|are|was|were) my {subject:thing}',
    'where (did|do|have) i {act:rest}',
    'what did i (say|tell you|note|write down|ask you to remember) about my {subject:rest}',
    'what do you (know|remember) about my {subject:rest}',
    'do you (remember|know) (where|what|when) my {subject:rest}',
    '(search|look through|look in|check) my notes for {kept:rest}',
    '(search for|look for|find|look up) {kept:rest} in my notes',
  ],
  samples: 8,
  answer({ thing, subject = thing, act, kept }, { notes }) {
    if (kept) return recall(kept, notes) ?? `I have no note about ${kept}.`;
    const found = (act && recall(withoutVerb(act), notes)) ?? recall(subject ?? act ?? '', notes);
    return found ?? `I have no note about ${subject ? yours(`my ${subject}`) : 'that'}.`;
  },
};

/** Any question may be one that a note answers, so this one answers only if a note has all its words. */
export const recallIntent: Intent = {
  name: 'note.recall',
  best: 'skill',
  vague: true,
  templates: [],
  alsoUnderstood: [
    '(what|where|when|who|which|how) (is|are|was|were|did|do|does|has|have) {subject:rest}',
    '(what|which) {subject:rest}',
    'tell me (about|where|what|when) {subject:rest}',
    '(find|read|show|search) [me] [(the|my)] (note|notes) (about|on) {subject:rest}',
    'what did i (say|tell you|note|write down|ask you to remember) about {subject:rest}',
    'do you (remember|know) (where|what|when|which|who) {subject:rest}',
  ],
  answer: ({ subject = '' }, { notes }) => recall(subject, notes),
};

/** `leave my keys` is about the keys, `park` about the car. */
const withoutVerb = (act: string): string =>
  act
    .replace(/^park(?:ed)?$/, 'car')
    .replace(/^(?:leave|left|put|park(?:ed)?|store|hide|keep|lay|lose|last see) ?/, '');

function recall(subject: string, notes: SkillContext['notes']): string | undefined {
  const found = latestNotes(findNotes(notes.list(), subject)).slice(0, MAX_TOLD);
  return found.length === 0 ? undefined : `You told me: ${found.map(({ text }) => yours(text)).join('; ')}.`;
}
