import { count, list, sayDuration, sentence } from '../../../language/en/say.js';
import type { Alarm } from '../../../user-data/user-records.js';
import { readClockTime } from '../../dates/clock-time.js';
import { zonedAt, type UserClock } from '../../dates/user-time.js';
import type { Intent, Reply, SkillAction, SkillContext, Slots } from '../../engine/intent.js';
import { wasOffered } from '../../last-question.js';
import { cancelItems, cancelSeveral } from '../../reminders/cancel-several.js';
import { carryOut } from '../../reminders/carry-out.js';
import { forTask } from '../../reminders/task-words.js';
import { resolveWhen, sayWhen } from '../../reminders/when.js';
import { durationMs } from '../../slots/duration.slot.js';

const SNOOZE_MS = 10 * 60_000;
/** What rang longer ago is not snoozed. */
const SNOOZABLE_MS = 30 * 60_000;

const ASKS_WHICH = /^Which alarm: /;

/** Listing, cancelling, changing and snoozing alarms that are set. */
export const setAlarmsIntents: readonly Intent[] = [
  {
    name: 'alarm.list',
    best: 'skill',
    templates: ['what alarms do i have', 'when is my next alarm'],
    alsoUnderstood: [
      '(what|which) alarms (are (set|there|on|active)|have i set|did i set|do i have set)',
      '[(do i have|are there|have i got)] any alarms [set] [{day}]',
      'do i have an alarm [set] [(for {day}|{day})]',
      'is (there|my|an) alarm set',
      '(are|is) (any|an|my|the) (alarm|alarms) (set|on)',
      '(list|show|read|tell me|check) [me] [(all|all of)] [(my|the)] (alarms|alarm)',
      'what are my alarms',
      'how many alarms (do i have|are set|are there|have i set)',
      '(when|what time|for when|what time for) is [(my|the)] [next] alarm [set] [(for|at)]',
      'when (does|will|do) (my|the) [next] (alarm|alarms) (ring|go off)',
      'what time (do|will|should) i (wake up|get up)',
    ],
    samples: 6,
    answer(_slots, context) {
      const alarms = plainAlarms(context);
      if (alarms.length === 0) return 'No alarm is set.';
      const each = list(alarms.map((alarm) => describe(alarm, context)));
      return `${sentence(count(alarms.length, 'alarm'))} ${alarms.length === 1 ? 'is' : 'are'} set: ${each}.`;
    },
  },
  {
    name: 'alarm.cancel-all',
    best: 'skill',
    exactOnly: true,
    templates: ['cancel all [my] alarms'],
    alsoUnderstood: [
      '(cancel|delete|clear|remove|stop|turn off|switch off) (all|all of|every|both) [(my|the)] (alarms|alarm)',
      '(cancel|delete|clear|remove|turn off|switch off) (my|the) alarms',
    ],
    answer: () => CANCEL_ALL,
  },
  {
    name: 'alarm.cancel',
    best: 'skill',
    exactOnly: true,
    templates: ['cancel (my|the) alarm'],
    alsoUnderstood: [
      '(cancel|delete|clear|remove|stop|turn off|switch off) [(the|my|that|this|an)] alarm [(for|at|called|named) {which:when}]',
      '(cancel|delete|clear|remove|stop|turn off|switch off) [(the|my|that|this)] {which:when} alarm',
      '(turn|switch) (the|my|that|this) [{which:when}] alarm off',
      'do not wake me [up] [(at|on|for) {which:when}]',
    ],
    samples: 6,
    answer: (slots, context) => cancel(slots, context),
  },
  // Before the reply that names one, which accepts any words.
  {
    name: 'alarm.cancel.reply.count',
    best: 'skill',
    after: ASKS_WHICH,
    templates: [],
    alsoUnderstood: [
      '{both=both|both of them}',
      '{none=none|neither|none of them}',
      '(all|all of them|every one)',
    ],
    answer({ both, none }, context) {
      if (none) return 'Okay, I cancel none.';
      if (!both) return CANCEL_ALL;
      const offered = plainAlarms(context).filter((alarm) => wasOffered(describe(alarm, context), context));
      return { run: (user) => cancelItems([{ kind: 'alarm', items: offered }], user) ?? GONE };
    },
  },
  {
    name: 'alarm.cancel.reply',
    best: 'skill',
    after: ASKS_WHICH,
    templates: ['[(the one|the alarm|the)] [(at|for)] {which:when} [(one|alarm)]'],
    samples: 2,
    answer: (slots, context) => (found(slots, context)?.length ? cancel(slots, context) : undefined),
  },
  {
    name: 'alarm.change',
    best: 'skill',
    templates: [],
    alsoUnderstood: [
      '(change|move|set|reschedule|shift|update|postpone) (my|the) alarm (to|for|until) {when}',
      '(change|move|reschedule|shift|update) (my|the) {which:when} alarm to {when}',
    ],
    samples: 2,
    answer: change,
  },
  {
    name: 'alarm.snooze',
    best: 'skill',
    templates: ['snooze [for {duration}]'],
    alsoUnderstood: [
      'snooze [(it|that|[(the|my)] (alarm|timer|reminder))] [for {duration}]',
      '(remind me|wake me|wake me up|tell me) again (in|after) {duration}',
      '(give me|let me sleep|let me have|another) {duration} more',
      'another {duration}',
    ],
    samples: 4,
    answer: snooze,
  },
];

/** Those that are no reminders. */
const plainAlarms = ({ alarms }: Pick<SkillContext, 'alarms'>): Alarm[] =>
  alarms.list().filter(({ task }) => task === undefined);

const describe = (alarm: Alarm, clock: UserClock): string =>
  `${alarm.label ? `${alarm.label} at ` : ''}${sayWhen(alarm, clock)}`;

const GONE = 'That alarm has rung already.';

const CANCEL_ALL: SkillAction = {
  run: (user) => cancelSeveral(['alarm'], user) ?? 'No alarm is set.',
};

/** The alarms that are meant by their clock time or name; all without one. Undefined if it is neither. */
function found({ which }: Slots, context: SkillContext): Alarm[] | undefined {
  const alarms = plainAlarms(context);
  if (which === undefined) return alarms;
  if (which === 'next') return alarms.slice(0, 1);
  const named = alarms.filter(({ label }) => label === which);
  if (named.length > 0) return named;
  const [clockTime, ...days] = which.split(/ (?=tomorrow|today|tonight|on )/);
  const times = readClockTime(clockTime!);
  if (!times || days.length > 1) return undefined;
  return alarms.filter(({ dueAt }) => {
    const at = zonedAt(dueAt, context.timeZone).toPlainTime();
    return times.some((time) => time.hour === at.hour && time.minute === at.minute);
  });
}

function cancel(slots: Slots, context: SkillContext): Reply {
  const alarms = plainAlarms(context);
  if (alarms.length === 0) return 'No alarm is set.';
  const wanted = found(slots, context) ?? [];
  if (wanted.length === 0) {
    return `I can't find that alarm. ${alarms.length === 1 ? 'Only this one is set' : 'These are set'}: ${sayAll(alarms, context)}.`;
  }
  if (wanted.length > 1)
    return `Which alarm: ${sayAll(wanted, context, 'or')}? You can also cancel all alarms.`;
  const [alarm] = wanted;
  return {
    run({ alarms }) {
      if (!alarms.cancel(alarm!.id)) return GONE;
      return `The alarm ${alarm!.label ? `"${alarm!.label}" ` : ''}at ${sayWhen(alarm!, context)} is cancelled.`;
    },
  };
}

const sayAll = (alarms: readonly Alarm[], clock: UserClock, last = 'and'): string =>
  list(
    alarms.map((alarm) => describe(alarm, clock)),
    last,
  );

async function change(slots: Slots, context: SkillContext): Promise<Reply> {
  const alarms = plainAlarms(context);
  const [alarm, ...others] = found(slots, context) ?? [];
  const when = await resolveWhen(slots['when'] ?? '', context);
  if (!when) return undefined;
  if (alarms.length === 0) return 'No alarm is set. Say for example: wake me at seven.';
  if (!alarm || others.length > 0) return `Say which one: ${sayAll(alarms, context, 'or')}.`;
  return {
    run: (user) =>
      carryOut(user, () => {
        // Set first: it may not be possible.
        user.alarms.set({ ...(alarm.label && { label: alarm.label }), ...when });
        user.alarms.cancel(alarm.id);
        return `Okay, your alarm is now set for ${sayWhen(when, context)}.`;
      }),
  };
}

function snooze({ duration }: Slots, { alarms, timers, now }: SkillContext): Reply {
  const nowMs = now().getTime();
  const [rung] = [alarms.lastRung, timers.lastDone]
    .filter((each) => each !== undefined && nowMs - each.dueAt <= SNOOZABLE_MS)
    .toSorted((a, b) => b!.dueAt - a!.dueAt);
  if (!rung) return 'Nothing has gone off just now.';
  const ms = duration ? durationMs(duration) : SNOOZE_MS;
  const { label, task } = rung;
  const name = { ...(label && { label }), ...(task && { task }) };
  return {
    run: (user) =>
      carryOut(user, () => {
        if ('durationMs' in rung) user.timers.set(ms, name);
        else user.alarms.set({ dueAt: nowMs + ms, ...name });
        return `Okay, ${task ? `I'll remind you again ${forTask(task)}` : 'again'} in ${sayDuration(ms)}.`;
      }),
  };
}
