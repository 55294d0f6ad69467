import { sayDuration, sentence, list } from '../../language/en/say.js';
import type { RunningTimer, Timers } from '../../user-data/user-records.js';
import { normalize } from '../../language/en/normalize.js';
import type { Intent, Reply, SkillContext, Slots } from '../engine/intent.js';
import { durationMs } from '../slots/duration.slot.js';
import { carryOut } from '../reminders/carry-out.js';
import { noSuchTimer, timersOf, type ReadOnlyTimers } from '../timers/find-timers.js';
import { nameOfTimer } from '../timers/timer-words.js';

const THE = '[(the|my|that|this)] [({label}|{duration})] timer';
const NAMED = '[(the|my)] timer (for|called|named) [(the|my)] ({label}|{duration})';

const NAMES_RUNNING = /\b(?:set|reset|make) (?:the|my|that) /;

/** Changing the time of a running timer. */
export const changeTimerIntents: readonly Intent[] = [
  {
    name: 'timer.extend',
    best: 'skill',
    exactOnly: true,
    templates: ['add {change} to (the|my) timer'],
    alsoSaid: [
      `(add|put) {change} (to|on|onto) ${THE}`,
      `(add|put) {change} (to|on|onto) ${NAMED}`,
      `(increase|extend|lengthen|prolong) ${THE} (by|for|with) {change}`,
      `(increase|extend|lengthen|prolong) ${NAMED} (by|for|with) {change}`,
      `give ${THE} {change}`,
      `give me {change} on ${THE}`,
      `make ${THE} {change} longer`,
    ],
    samples: 6,
    answer: (wanted, { timers }) =>
      changed(wanted, timers, ({ remainingMs }) => remainingMs + changeMs(wanted)),
  },
  {
    name: 'timer.shorten',
    best: 'skill',
    exactOnly: true,
    templates: ['take {change} off (the|my) timer'],
    alsoSaid: [
      `(take|remove|subtract|cut|deduct) {change} (off|from|off of) ${THE}`,
      `(take|remove|subtract|cut|deduct) {change} (off|from|off of) ${NAMED}`,
      `(decrease|reduce|shorten|cut|lower) ${THE} by {change}`,
      `(decrease|reduce|shorten|cut|lower) ${NAMED} by {change}`,
      `make ${THE} {change} shorter`,
    ],
    samples: 6,
    answer: (wanted, { timers }) =>
      changed(wanted, timers, ({ remainingMs }) => remainingMs - changeMs(wanted)),
  },
  {
    name: 'timer.change',
    best: 'skill',
    exactOnly: true,
    templates: [],
    alsoSaid: [
      '(change|adjust|update|edit|move) [(the|my|that|this)] [{label}] timer to {change}',
      '(change|adjust|update|edit) [(the|my|that|this)] {duration} timer to {change}',
    ],
    alsoUnderstood: ['(set|reset|make) (the|my|that) {duration} timer (to|for) {change}'],
    samples: 6,
    answer: (wanted, { timers }) => changed(wanted, timers, () => changeMs(wanted)),
  },
  {
    name: 'timer.restart',
    best: 'skill',
    exactOnly: true,
    templates: ['{verb=restart|reset} (the|my) timer'],
    alsoSaid: [
      `(restart|reset) ${THE}`,
      `(restart|reset) ${NAMED}`,
      `start ${THE} (again|over|from the start)`,
    ],
    samples: 2,
    answer: (wanted, { timers }) => changed(wanted, timers, (timer) => timer.durationMs),
  },
  {
    name: 'timer.change-unclear',
    best: 'skill',
    templates: ['{verb=extend} (the|my) timer'],
    alsoSaid: [`(extend|lengthen|prolong|shorten|change|adjust|edit|update|increase|decrease) ${THE}`],
    samples: 2,
    answer: (wanted, { timers }) =>
      timers.list().length === 0
        ? noSuchTimer(wanted, timers)
        : 'By how much? Say for example: add five minutes to the timer.',
  },
  {
    name: 'timer.rename',
    best: 'skill',
    templates: [],
    alsoSaid: ['rename [(the|my)] [{label}] timer [(to|for) {change}]'],
    samples: 2,
    answer: () => "I can't do that to a timer. I can cancel it and set another one.",
  },
];

/** "set the tea timer to 6 minutes" is about the one that runs, if there is one: undefined if not. */
export function changeNamed(label: string | undefined, ms: number, context: SkillContext): Reply {
  if (!label || !NAMES_RUNNING.test(normalize(context.sentence))) return undefined;
  const running = timersOf({ label }, context.timers).length > 0;
  return running ? changed({ label }, context.timers, () => ms) : undefined;
}

/** `5 minutes`, `2 more minutes`, `another minute`. */
function changeMs({ change = '' }: Slots): number {
  return durationMs(
    change
      .replace(/\bmore /, '')
      .replace(/^another (?=\d)/, '')
      .replace(/^another /, 'a '),
  );
}

/** Gives the timer that is meant another time. */
function changed(wanted: Slots, timers: ReadOnlyTimers, newMs: (timer: RunningTimer) => number): Reply {
  const [timer, ...more] = timersOf(wanted, timers);
  if (!timer) return noSuchTimer(wanted, timers);
  if (more.length > 0) {
    const names = list([timer, ...more].map(nameOfTimer));
    return `These are running: ${names}. Say which one to change.`;
  }
  return { run: (user) => carryOut(user, () => change(timer, newMs(timer), user.timers)) };
}

function change(timer: RunningTimer, ms: number, timers: Timers): string {
  const { id, label, task } = timer;
  if (ms <= 0) return `${sentence(nameOfTimer(timer))} has only ${sayDuration(timer.remainingMs)} left.`;
  const next = timers.set(ms, { label, task }, id);
  return `Okay, ${nameOfTimer(timer)} has ${sayDuration(next.durationMs)} left now.`;
}
