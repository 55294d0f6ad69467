import { count, list, sayDuration } from '../../../language/en/say.js';
import type { ReminderName } from '../../../user-data/user-records.js';
import type { Intent, Reply, SkillAction, SkillContext } from '../../engine/intent.js';
import { lastQuestion } from '../../last-question.js';
import { carryOut } from '../../reminders/carry-out.js';
import { impossibleWhen } from '../../reminders/impossible-when.js';
import { readReminderRequest } from '../../reminders/reminder-request.js';
import { forTask, plainTask } from '../../reminders/task-words.js';
import { resolveWhen, sayWhen, type When } from '../../reminders/when.js';

const ASKS_WHEN = 'When shall I remind you?';
const ASKS_TASK = 'What shall I remind you of?';

/** Reminders at a time of day. Those after a duration are timers. */
export const reminderIntents: readonly Intent[] = [
  {
    name: 'reminder.set',
    best: 'skill',
    templates: [
      'remind me to {task} at {clock}',
      'remind me at {clock} to {task}',
      'remind me to {task} tomorrow',
    ],
    alsoUnderstood: [
      'remind me {request:reminder}',
      '(set|create|make|add|give me|i need|i want) a [new] reminder {request:reminder}',
      'do not let me forget {request:reminder}',
      '{when} remind me {request:reminder}',
      '{when} (set|create) a reminder {request:reminder}',
    ],
    samples: 12,
    async answer({ request, task, clock, when }, context) {
      const said = request ?? (clock ? `to ${task} at ${clock}` : `to ${task} tomorrow`);
      const text = when ? `${when} ${said}` : said;
      return setRequested(text, context);
    },
  },
  {
    name: 'reminder.set.task-reply',
    best: 'skill',
    after: /^What shall I remind you of\?/,
    templates: [],
    alsoUnderstood: ['{joint=to|about|that|of} {words:rest}', '{words:freshTask}'],
    async answer({ joint = 'to', words }, context) {
      return setRequested(`${requestIn(lastQuestion(context))} ${joint} ${words}`, context);
    },
  },
  {
    name: 'reminder.set.reply',
    best: 'skill',
    after: /^When shall I remind you\?/,
    templates: ['[at] {clock}'],
    alsoUnderstood: ['{when}'],
    samples: 2,
    async answer({ clock, when }, context) {
      const asked = await readReminderRequest(requestIn(lastQuestion(context)), context);
      if (!asked || 'refusal' in asked || !asked.task) return undefined;
      const said = clock ?? when ?? '';
      const moment = await resolveWhen(said, context, { acceptsDay: true });
      return moment ? setReminder(asked.task, moment, context) : impossibleWhen(said, context);
    },
  },
  {
    name: 'reminder.unclear',
    best: 'skill',
    templates: ['set a reminder'],
    alsoUnderstood: ['(set|create|make|add|i need) (a|another) [new] reminder [for {when}]', 'remind me'],
    answer: () => 'Of what, and when? Say for example: remind me at five to call mom.',
  },
  {
    name: 'reminder.list',
    best: 'skill',
    templates: [],
    alsoUnderstood: [
      'what are my reminders [(for|on) {day}]',
      '(what|which) reminders (do i have|are set|are there) [(for {day}|{day})]',
      '(list|show|read|check) [me] [(all|all of)] [(my|the)] reminders',
      'do i have any reminders [(for {day}|{day})]',
      '(what|when) is (my|the) next reminder',
      'what (do|did) i (ask you|tell you|need|have) to remind me (of|about)',
    ],
    answer(_slots, context) {
      const timers = context.timers
        .list()
        .flatMap(({ task, remainingMs }) =>
          task ? `${plainTask(task)} in ${sayDuration(remainingMs)}` : [],
        );
      const alarms = context.alarms
        .list()
        .flatMap((alarm) => (alarm.task ? `${plainTask(alarm.task)} at ${sayWhen(alarm, context)}` : []));
      const each = [...timers, ...alarms];
      if (each.length === 0) return 'No reminder is set.';
      return `You have ${count(each.length, 'reminder')}: ${list(each)}.`;
    },
  },
  {
    name: 'reminder.cancel-all',
    best: 'skill',
    exactOnly: true,
    templates: [],
    alsoUnderstood: ['(cancel|delete|clear|remove) [(all|all of|every)] [(my|the)] reminders'],
    answer: () => CANCEL_ALL,
  },
  {
    name: 'reminder.cancel',
    best: 'skill',
    exactOnly: true,
    templates: [],
    alsoUnderstood: [
      '(cancel|stop|delete|remove) [(the|my|that)] reminder [(to|for|about|at|of) {words:rest}]',
      '(cancel|stop|delete|remove) (the|my) {words:rest} reminder',
    ],
    answer: ({ words }, context) => cancel(words, context),
  },
];

const requestIn = (question: string): string => /\bremind(?:er| me) (.+)$/.exec(question)?.[1] ?? '';

async function setRequested(text: string, context: SkillContext): Promise<Reply> {
  const found = await readReminderRequest(text, context);
  if (!found) return undefined;
  if ('refusal' in found) return found.refusal;
  if (!found.task) return ASKS_TASK;
  return found.when ? setReminder(found.task, found.when, context) : ASKS_WHEN;
}

function setReminder(task: string, when: When, context: SkillContext): SkillAction {
  return {
    run: (user) =>
      carryOut(user, () => {
        user.alarms.set({ ...when, task });
        return `Okay, I'll remind you ${forTask(task)} at ${sayWhen(when, context)}.`;
      }),
  };
}

type WithTask = ReminderName & { id: string };

const withTask = (items: readonly WithTask[]): WithTask[] => items.filter(({ task }) => task !== undefined);

const CANCEL_ALL: SkillAction = {
  run({ alarms, timers }) {
    const cancelled = [
      ...withTask(alarms.list()).map(({ id }) => alarms.cancel(id)),
      ...withTask(timers.list()).map(({ id }) => timers.cancel(id)),
    ];
    if (cancelled.length === 0) return 'No reminder is set.';
    return cancelled.length === 1
      ? 'Your reminder is cancelled.'
      : `Your ${cancelled.length} reminders are cancelled.`;
  },
};

/** @returns undefined if it can only be a timer, which has its own answers */
function cancel(words: string | undefined, { alarms, timers }: SkillContext): Reply {
  const meant = (items: readonly WithTask[]) =>
    withTask(items).filter(({ task }) => words === undefined || ` ${task} `.includes(` ${words} `));
  const [only, ...others] = [...meant(alarms.list()), ...meant(timers.list())];
  if (!only || meant(alarms.list()).length === 0) return undefined;
  if (others.length > 0) {
    const each = [only, ...others].map(({ task }) => forTask(task!));
    return `You have ${count(each.length, 'such reminder')}: ${list(each)}. Say for example: cancel the reminder ${each[0]}.`;
  }
  return {
    run({ alarms }) {
      if (!alarms.cancel(only.id)) return 'That reminder has rung already.';
      return `The reminder ${forTask(only.task!)} is cancelled.`;
    },
  };
}
