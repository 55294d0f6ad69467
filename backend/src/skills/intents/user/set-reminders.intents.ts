import { count, list, sayDuration } from '../../../language/en/say.js';
import type { Intent, Reply, SkillAction, SkillContext } from '../../engine/intent.js';
import { wasOffered } from '../../last-question.js';
import { cancelItems, cancelSeveral, itemsOf, type Item } from '../../reminders/cancel-several.js';
import { forTask, plainTask } from '../../reminders/task-words.js';
import { sayWhen } from '../../reminders/when.js';
import { atPosition } from '../../slots/number.slot.js';

/** Listing and cancelling reminders that are set, after a duration or at a time of day. */
export const setRemindersIntents: readonly Intent[] = [
  {
    name: 'reminder.list',
    best: 'skill',
    templates: [],
    alsoSaid: [
      'what are my reminders',
      '(list|show|read) [(my|the|all)] reminders',
      '(what|which) reminders (are set|are there|do i have)',
      'do i have any reminders',
    ],
    alsoUnderstood: [
      'what are my reminders (for|on) {day}',
      '(what|which) reminders (do i have|are set|are there) (for {day}|{day})',
      '(list|show|read|check) [me] [(all|all of)] [(my|the)] reminders',
      'do i have any reminders (for {day}|{day})',
      '(what|when) is (my|the) next reminder',
      'what (do|did) i (ask you|tell you|need|have) to remind me (of|about)',
    ],
    answer(_slots, context) {
      const each = sayEach(context);
      if (each.length === 0) return 'No reminder is set.';
      return `You have ${count(each.length, 'reminder')}: ${list(each)}.`;
    },
  },
  {
    name: 'reminder.cancel-all',
    best: 'skill',
    exactOnly: true,
    templates: [],
    alsoSaid: ['(cancel|delete|clear) [all] [(my|the)] reminders'],
    alsoUnderstood: ['(cancel|delete|clear|remove) [(all|all of|every)] [(my|the)] reminders'],
    answer: () => CANCEL_ALL,
  },
  {
    name: 'reminder.cancel',
    best: 'skill',
    exactOnly: true,
    templates: [],
    alsoSaid: [
      '(cancel|stop|delete|remove) [(the|my|that)] reminder [(to|for|about) {words:task}]',
      '(cancel|stop|delete|remove) (the|my) {words:label} reminder',
    ],
    alsoUnderstood: [
      '(cancel|stop|delete|remove) [(the|my|that)] reminder (to|for|about|at|of) {words:rest}',
      '(cancel|stop|delete|remove) (the|my) {words:rest} reminder',
    ],
    samples: 16,
    answer: ({ words }, context) => cancel(words, context),
  },
  {
    name: 'reminder.cancel.reply',
    best: 'skill',
    after: /^Which reminder: /,
    templates: [],
    alsoUnderstood: [
      '[the] {position} [(reminder|one)]',
      '{both=both|both of them}',
      '(all|all of them|every one)',
      '{none=none|neither|none of them}',
      '[(the|my)] [(one|reminder)] [(to|for|about|of)] {words:rest}',
    ],
    answer({ position, both, none, words }, context) {
      if (none) return 'Okay, I cancel none.';
      if (!position && !both && !words) return CANCEL_ALL;
      // In the order of the question.
      const offered = itemsOf('reminder', context).filter(({ task }) => wasOffered(forTask(task!), context));
      if (both) return { run: (user) => cancelItems([{ kind: 'reminder', items: offered }], user) ?? GONE };
      const [chosen] = position ? [atPosition(offered, position)] : named(words!, offered);
      return chosen && cancelOne(chosen);
    },
  },
];

function sayEach(context: SkillContext): string[] {
  const timers = context.timers
    .list()
    .flatMap(({ task, remainingMs }) => (task ? `${plainTask(task)} in ${sayDuration(remainingMs)}` : []));
  const alarms = context.alarms
    .list()
    .flatMap((alarm) => (alarm.task ? `${plainTask(alarm.task)} at ${sayWhen(alarm, context)}` : []));
  return [...timers, ...alarms];
}

const GONE = 'That reminder has rung already.';

const CANCEL_ALL: SkillAction = {
  run: (user) => cancelSeveral(['reminder'], user) ?? 'No reminder is set.',
};

/** Those whose task has these words. */
const named = (words: string, reminders: readonly Item[]): Item[] =>
  reminders.filter(({ task }) => ` ${task} `.includes(` ${words} `));

function cancel(words: string | undefined, context: SkillContext): Reply {
  const reminders = itemsOf('reminder', context);
  if (reminders.length === 0) return 'No reminder is set.';
  const wanted = words === undefined ? reminders : named(words, reminders);
  const [only, ...others] = wanted;
  if (!only) {
    return `I can't find that reminder. You have ${count(reminders.length, 'reminder')}: ${list(sayEach(context))}.`;
  }
  if (others.length === 0) return cancelOne(only);
  const each = wanted.map(({ task }) => forTask(task!));
  return `Which reminder: ${list(each, 'or')}? You can also cancel all reminders.`;
}

function cancelOne({ id, task }: Item): SkillAction {
  return {
    run({ alarms, timers }) {
      if (!timers.cancel(id) && !alarms.cancel(id)) return GONE;
      return `The reminder ${forTask(task!)} is cancelled.`;
    },
  };
}
