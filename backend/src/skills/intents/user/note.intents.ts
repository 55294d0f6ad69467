import { count } from '../../../language/en/say.js';
import type { Note } from '../../../user-data/user-records.js';
import type { Intent, Reply, SkillAction } from '../../engine/intent.js';
import { lastAnswer } from '../../last-question.js';
import { findNotes } from '../../notes/find-notes.js';
import { noteText } from '../../notes/note-text.js';
import { carryOut } from '../../reminders/carry-out.js';
import { atPosition } from '../../slots/number.slot.js';
import { yours } from '../../user-words.js';
import { askIfOnPage } from './or-on-page.js';

const ASKS_NOTE = 'What shall I note?';
const HOW_TO_FORGET = 'To forget the note, say: forget my last note.';
/** Instead of a note. */
const DECLINED = /^(?:nothing|never ?mind|no|no thanks|cancel|stop|forget it)$/;
/** Several notes have the words of one to forget. */
const ASKS_WHICH = /^There are \d+ such notes: /;
/** As many as one can listen to; the others are counted. */
const MAX_READ = 5;

/** Taking notes, reading and deleting them. Notes are recalled in `note-recall.intents.ts`. */
export const noteIntents: readonly Intent[] = [
  {
    name: 'note.add',
    best: 'skill',
    // A longer sentence of another meaning must not become a note by leaving out its words.
    exactOnly: true,
    templates: ['remember that {note}', '(take|make) a note {note}'],
    alsoUnderstood: [
      'remember {note:freshNote}',
      '(take|make|add|save|write|write down) (a|a new|new) note [(that|to self|saying|of|about)] {note:rest}',
      '(note|write down|jot down|note down|keep in mind) [that] {note:rest}',
      '(note to self|new note|do not forget that) {note:rest}',
      'do not let me forget that {note:rest}',
    ],
    samples: 12,
    answer: (_slots, { sentence }) => add(noteText(sentence)),
  },
  {
    name: 'note.add.brief',
    best: 'skill',
    templates: ['(take|make|write) a note'],
    alsoUnderstood: [
      '(take|make|add|write|write down|save) (a|a new|new) note',
      '(new note|note something down)',
    ],
    answer: () => ASKS_NOTE,
  },
  {
    name: 'note.add.reply',
    best: 'skill',
    after: /^What shall I note\?/,
    templates: ['{note}'],
    samples: 2,
    answer: ({ note = '' }, { sentence }) =>
      DECLINED.test(note) ? 'Okay, I note nothing.' : add(sentence.replace(/[\s.!]+$/, '')),
  },
  {
    name: 'note.list',
    best: 'skill',
    templates: ['read my notes', 'what did i ask you to remember'],
    alsoUnderstood: [
      '(read|show|list|tell me|open|play|check) [me] [(all|all of)] (my|the) notes',
      '(what are|what is in|read out) my notes',
      '(what|which) notes (do i have|have i made|did i make|are there|did i take|have i taken)',
      'do i have any notes',
      'how many notes do i have',
      '(what|which things) (did|do|have) (i ask|i asked|i tell|i told|i want) you to (remember|note|write down)',
      'what (did|have|do) you (remember|remembered|noted|note) [(for me|about me)]',
      'what did i (note|write down)',
    ],
    samples: 4,
    answer: (_slots, { notes }) => read(notes.list()),
  },
  {
    name: 'note.undo',
    best: 'skill',
    after: /^Okay, I'll remember: /,
    templates: ['(forget that|forget it|delete that)'],
    alsoUnderstood: [
      '(forget|delete|remove|undo|cancel) [(that|it|this|{named=the note|that note|the last note})]',
    ],
    answer: ({ named }, context) =>
      (named === undefined && askIfOnPage(context, HOW_TO_FORGET)) || forget(context.notes.list().slice(-1)),
  },
  {
    name: 'note.forget',
    best: 'skill',
    exactOnly: true,
    templates: ['forget about my {thing}'],
    alsoUnderstood: [
      '(delete|remove|erase|forget) (the|my) {last=last} note',
      'forget (that|about|what i said about|what i told you about) {subject:rest}',
      'forget my {subject:rest}',
      '(delete|remove|erase|cancel) (the|my|that) [last] note (about|that|on|of|with|saying) {subject:rest}',
      '(delete|remove|erase) (the|my|that) {subject:rest} note',
    ],
    samples: 2,
    answer({ subject, thing, last }, { notes }) {
      if (last || subject === 'last') return forget(notes.list().slice(-1));
      const found = findNotes(notes.list(), subject ?? thing ?? '');
      return found.length > 0 ? forget(found) : noNote(subject ?? `my ${thing}`, notes.list());
    },
  },
  {
    name: 'note.forget.reply',
    best: 'skill',
    after: ASKS_WHICH,
    templates: [],
    alsoUnderstood: [
      '[(forget|delete)] the ({order:position}|{age=newest|oldest}) [(one|note)]',
      '[(forget|delete)] [(the one|the note|that|the)] [(about|on|in|at|with|saying)] {subject:noteWords}',
    ],
    answer({ order, age, subject = '' }, context) {
      const listed = context.notes
        .list()
        .filter(({ text }) => lastAnswer(context).includes(yours(text)))
        .toReversed();
      const position = order ?? (age && (age === 'newest' ? '1st' : 'last'));
      const chosen = position && atPosition(listed, position);
      const found = position ? listed.filter((note) => note === chosen) : findNotes(listed, subject);
      return found.length > 0 ? forget(found) : undefined;
    },
  },
  {
    name: 'note.forget-all',
    best: 'skill',
    exactOnly: true,
    templates: [],
    alsoUnderstood: ['(delete|clear|remove|erase|forget) [(all|all of|every one of)] [(my|the)] notes'],
    answer(_slots, { notes }) {
      const { length } = notes.list();
      return length > 1 ? `Delete all ${length} notes? Say yes to delete.` : forget(notes.list());
    },
  },
  {
    name: 'note.forget-all.reply',
    best: 'skill',
    after: /^Delete all \d+ notes\? /,
    templates: ['{sure=yes}', 'no'],
    alsoUnderstood: ['{sure:consent}', '{refusal}'],
    answer: ({ sure }) =>
      sure
        ? {
            run: ({ notes }) => {
              return `Your ${notes.removeAll()} notes are deleted.`;
            },
          }
        : 'Okay, I keep them.',
  },
];

function add(text: string | undefined): Reply {
  if (text === undefined) return ASKS_NOTE;
  return {
    run: (user) =>
      carryOut(user, () => {
        user.notes.add(text);
        return `Okay, I'll remember: ${yours(text)}.`;
      }),
  };
}

function read(notes: readonly Note[]): string {
  if (notes.length === 0) return 'You have no notes. Say for example: remember that my car is on level 3.';
  const newest = notes.slice(-MAX_READ).map(({ text }) => yours(text));
  const more = notes.length - newest.length;
  return `You have ${count(notes.length, 'note')}${more > 0 ? '; the newest' : ''}: ${newest.join('; ')}.`;
}

function forget(notes: readonly Note[]): Reply {
  const [first, ...others] = notes;
  if (!first) return 'You have no notes.';
  // Not all at once, because the words may fit more than was meant.
  if (others.length > 0) {
    return `There are ${notes.length} such notes: ${notes.map(({ text }) => yours(text)).join('; ')}. Say more words of the one that I should forget.`;
  }
  const action: SkillAction = {
    run: (user) =>
      carryOut(user, () => {
        user.notes.remove(first);
        return `Okay, I've forgotten: ${yours(first.text)}.`;
      }),
  };
  return action;
}

function noNote(subject: string, notes: readonly Note[]): string {
  return notes.length === 0 ? 'You have no notes.' : `I have no note about ${yours(subject)}.`;
}
