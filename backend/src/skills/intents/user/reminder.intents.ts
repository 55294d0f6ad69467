import type { Intent, Reply, SkillAction, SkillContext } from '../../engine/intent.js';
import { lastQuestion } from '../../last-question.js';
import { carryOut } from '../../reminders/carry-out.js';
import { impossibleWhen } from '../../reminders/impossible-when.js';
import { readReminderRequest } from '../../reminders/reminder-request.js';
import { forTask } from '../../reminders/task-words.js';
import { resolveWhen, sayWhen, type When } from '../../reminders/when.js';

const ASKS_WHEN = 'When shall I remind you?';
const ASKS_TASK = 'What shall I remind you of?';

/** Setting reminders at a time of day. Those after a duration are set as timers. */
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
