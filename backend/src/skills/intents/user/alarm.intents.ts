import { readClockTime } from '../../dates/clock-time.js';
import type { Intent, Reply, SkillContext } from '../../engine/intent.js';
import { lastQuestion } from '../../last-question.js';
import { carryOut } from '../../reminders/carry-out.js';
import { impossibleWhen } from '../../reminders/impossible-when.js';
import { dayAtEnd, resolveWhen, sayWhen } from '../../reminders/when.js';

const ASKS_TIME = 'For what time? Say for example: seven in the morning.';

/** Setting alarms. */
export const alarmIntents: readonly Intent[] = [
  {
    name: 'alarm.wake',
    best: 'skill',
    templates: ['wake me [up] at {when}', 'wake me [up] {when:day} at {clock}'],
    alsoUnderstood: [
      '(wake me|wake me up|get me up) [(at|for|by|on)] {when}',
      'i (need|have|want|would like) to (be up|get up|wake up|be awake) (at|by) {when}',
      'set (a|my|the) wake up (alarm|call) (for|at) {when}',
    ],
    samples: 12,
    answer: ({ when = '', clock }, context) =>
      setAlarm(clock ? `${when} at ${clock}` : when, undefined, true, context),
  },
  {
    name: 'alarm.set',
    best: 'skill',
    templates: ['set an alarm (for|at) {when}', 'set an alarm for {when:day} at {clock}'],
    alsoUnderstood: [
      '(set|create|make|add|schedule|start|give me|i need|put on|turn on) [(an|the|my|another|a new)] alarm [(for|at|on|to|in)] {when}',
      '[an] alarm (for|at|in|on) {when}',
      '(set|create|make|add) (an|the|my|a) {label} alarm (for|at|on) {when}',
      '(set|create|make|add) (an|the|my|a|another) {when:exactClock} alarm',
    ],
    samples: 12,
    answer: ({ when = '', label, clock }, context) =>
      setAlarm(clock ? `${when} at ${clock}` : when, label, false, context),
  },
  {
    name: 'alarm.unclear',
    best: 'skill',
    templates: ['set an alarm'],
    alsoUnderstood: [
      '(set|create|make|add|schedule|i need|i want) (an|the|my|another|a new) alarm [(for|at|on) {when}]',
      'wake me [up] [{when}]',
      'set (a|my) wake up (alarm|call)',
    ],
    answer: async ({ when }, context) => (when && (await impossibleWhen(when, context))) || ASKS_TIME,
  },
  {
    name: 'alarm.set.reply',
    best: 'skill',
    after: /^For what time\?/,
    templates: ['[(at|for)] {when}'],
    samples: 4,
    async answer({ when = '' }, context) {
      const question = lastQuestion(context);
      const day = readClockTime(when) && (await dayAtEnd(question, context));
      // The morning is meant on another day, unless the reply says the other half.
      const wakes = /\bwake\b/.test(question) || (day !== undefined && !/^to(?:day|night)$/.test(day));
      const phrase = day ? `${day} at ${when.replace(/^at /, '')}` : when;
      return (await setAlarm(phrase, undefined, wakes, context)) ?? impossibleWhen(when, context);
    },
  },
];

async function setAlarm(
  phrase: string,
  given: string | undefined,
  wakes: boolean,
  context: SkillContext,
): Promise<Reply> {
  const [, labelBefore, whenAfter = phrase] =
    /^(?:called|named|labell?ed) (.+?) ((?:for|at|on|in) .+)$/.exec(phrase) ?? [];
  const [, whenBefore = whenAfter, labelAfter] =
    /^(.+) (?:called|named|labell?ed) (.+)$/.exec(whenAfter) ?? [];
  const when = await resolveWhen(whenBefore, context, { wakes });
  if (!when) return undefined;
  const label = given ?? labelBefore ?? labelAfter;
  const name = label ? `your ${label} alarm` : 'your alarm';
  return {
    run: (user) =>
      carryOut(user, () => {
        user.alarms.set({ ...when, ...(label && { label }) });
        return `Okay, ${name} is set for ${sayWhen(when, context)}.`;
      }),
  };
}
