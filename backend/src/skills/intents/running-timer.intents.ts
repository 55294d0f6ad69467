import { nameOfTimer } from '../timers/timer-words.js';
import type { RunningTimer, Timer } from '../../user-data/user-records.js';
import type { Intent, Reply, SkillAction, SkillContext, Slots } from '../engine/intent.js';
import { count, list, sayDuration, sentence } from '../../language/en/say.js';
import { durationMs } from '../slots/duration.slot.js';

const PAUSES = 'pause|hold|resume|continue|unpause';
const CHANGES = 'extend|lengthen|prolong|shorten|change|adjust|edit|update|rename|reset|restart|snooze';

/** Listing, cancelling and changing running timers and reminders. */
export const runningTimerIntents: readonly Intent[] = [
  {
    name: 'timer.cancel-all',
    best: 'skill',
    exactOnly: true,
    templates: [
      '(cancel|stop|delete|clear|remove) (all|all of|both) [(my|the)] timers',
      '(cancel|stop|delete|clear|remove) (every timer|my timers|the timers)',
    ],
    alsoSaid: ['(cancel|delete|clear) [all] [(my|the)] {kind=reminders}', '(cancel|delete) (everything|all)'],
    answer: ({ kind }) => (kind ? CANCEL_REMINDERS : CANCEL_ALL),
  },
  {
    name: 'timer.cancel',
    best: 'skill',
    exactOnly: true,
    templates: [
      '(cancel|stop) the timer',
      '(cancel|stop|delete|remove|end) (the|my|that|this|a) timer',
      '(cancel|stop|delete|end) timer',
      'turn off (the|my) timer',
      '(cancel|stop|delete|remove|end) [(the|my)] {duration:shortDuration} timer',
      '(cancel|stop|delete|remove|end) (the|my) {label} timer',
    ],
    alsoSaid: [
      '(cancel|stop|delete|remove) [(the|my|that)] {kind=reminder} [(to|for|about) {label:task}]',
      '(cancel|stop|delete|remove) (the|my) {label} {kind=reminder}',
      '(cancel|stop|delete|remove|end) [(the|my|that|this|a)] [{label}] timer [(for|of)] {duration}',
      '(cancel|stop|delete|remove|end) [(the|my|that|this|a)] {duration} timer',
      '(cancel|stop|delete|remove|end) [(the|my|that|this|a)] {duration:shortDuration} {label} timer',
      '(cancel|stop|delete|remove|end) {label} timer',
    ],
    samples: 16,
    answer: (wanted, { timers }) => cancel(wanted, timers),
  },
  {
    name: 'timer.cancel.reply',
    best: 'skill',
    after: /^Which one: /,
    templates: [
      '[the] {position} [(timer|one)]',
      'the {label} (timer|one|reminder)',
      '[the] {duration:shortDuration} (timer|one)',
      '(both|all|all of them)',
      '(the|my) reminder to {label:task}',
    ],
    alsoSaid: ['{none=none|neither|none of them}', '{duration:shortDuration}', '[the] {label:task}'],
    samples: 6,
    answer(wanted, { timers, history }) {
      const { position, none, label, duration } = wanted;
      if (none) return 'Okay, I cancel none.';
      if (!position && !label && !duration) return CANCEL_ALL;
      if (!position) return timersOf(wanted, timers).length > 0 ? cancel(wanted, timers) : undefined;
      // The timers in the order of the question.
      const asked = history.findLast(({ role }) => role === 'assistant')?.content ?? '';
      const offered = timers.list().filter((timer) => asked.includes(nameOfTimer(timer)));
      const place = position === 'second' ? 2 : Number.parseInt(position);
      const chosen = position === 'last' ? offered.at(-1) : offered[place - 1];
      return chosen && cancelOne(chosen);
    },
  },
  {
    name: 'timer.list',
    best: 'skill',
    templates: [
      'how much (time is|time is there|time do i have) left [on (the|my) timer]',
      'how (much|long) (is left|time is left|left|is there left) [on (the|my) timer]',
      'how much (longer|time) [(is left on|on)] (the|my) timer',
      '(list|show|check|read) [(my|the|all)] (timers|timer)',
      '(what timers are running|which timers are running|what timers do i have|do i have any timers|are there any timers)',
      '(what is|how is) [the status of] my timer',
      'how (much|much time|long) is left on (the|my) {label} timer',
      '(time left|what is left on my timer|how much time do i have)',
    ],
    alsoSaid: [
      '{many=how many} timers (are running|are there|are set|do i have)',
      'how (much|much time|long|much longer) [is left] on (the|my) ({label}|{duration:shortDuration}) timer',
      '(what|which) timers (are (set|on|active)|do i have running)',
      'when (does|will|is) (the|my) [{label}] timer [be] (go off|end|ring|done|due|over)',
      'how (long|much longer) do i have [left]',
      'is (the|my|there a) [({label}|{duration:shortDuration})] timer [(on|set|running|going)]',
      'is (the|my|there a) [{label}] timer [set] [(for|to|of)] {duration}',
      '(check|show|read) [(the|my)] ({label}|{duration:shortDuration}) timer',
      '(check|show|read) [(the|my)] [{label}] timer [(for|of)] {duration}',
      'what are my {kind=reminders}',
      '(list|show|read) [(my|the|all)] {kind=reminders}',
      '(what|which) {kind=reminders} (are set|are there|do i have)',
      'do i have any {kind=reminders}',
    ],
    samples: 16,
    answer(wanted, { timers }) {
      const asked = timersOf(wanted, timers);
      if (asked.length === 0) return noSuch(wanted, timers);
      const left = ({ remainingMs }: RunningTimer) => sayDuration(remainingMs);
      const [only] = asked;
      if (asked.length === 1 && !wanted['many'])
        return `${sentence(nameOfTimer(only!))} has ${left(only!)} left.`;
      const each = list(asked.map((timer) => `${nameOfTimer(timer)} has ${left(timer)}`));
      return `${sentence(count(asked.length, wanted['kind'] ? 'reminder' : 'timer'))} ${asked.length === 1 ? 'is' : 'are'} running: ${each} left.`;
    },
  },
  {
    name: 'timer.change',
    best: 'skill',
    templates: ['{verb=pause|resume|extend|reset|restart} (the|my) timer'],
    alsoSaid: [
      `{verb=${PAUSES}|${CHANGES}} [(the|my|that|this|a)] [({label}|{which:shortDuration})] timer [[(for|of|by|to|with)] {duration}]`,
      '(add|put) {duration} [more] (to|on) [(the|my)] [{label}] timer',
      'take {duration} (off|from) [(the|my)] [{label}] timer',
      'make (the|my) [{label}] timer [{duration}] (longer|shorter)',
    ],
    samples: 6,
    answer({ verb = '' }, { timers }) {
      if (timers.list().length === 0) return 'No timer is running.';
      const what = PAUSES.split('|').includes(verb) ? 'pause a timer' : 'change a timer that runs';
      return `I can't ${what}. I can cancel it and set another one.`;
    },
  },
];

type ReadOnlyTimers = SkillContext['timers'];

const CANCEL_ALL: SkillAction = {
  run({ timers }) {
    const cancelled = timers.cancelAll();
    if (cancelled === 0) return 'No timer is running.';
    return cancelled === 1 ? 'The timer is cancelled.' : `All ${cancelled} timers are cancelled.`;
  },
};

const CANCEL_REMINDERS: SkillAction = {
  run({ timers }) {
    const reminders = timers.list().filter(({ task }) => task !== undefined);
    for (const { id } of reminders) timers.cancel(id);
    return reminders.length === 0 ? 'No reminder is set.' : 'Your reminders are cancelled.';
  },
};

/** Finds running timers by label or duration, or only reminders. */
function timersOf({ label, duration, kind }: Slots, timers: ReadOnlyTimers): RunningTimer[] {
  return timers
    .list()
    .filter(
      (timer) =>
        (label === undefined || isCalled(timer, label)) &&
        (duration === undefined || timer.durationMs === durationMs(duration)) &&
        (kind === undefined || timer.task !== undefined),
    );
}

/** Finds a timer by its label, or a reminder by words of its task. */
function isCalled({ label, task }: Timer, name: string): boolean {
  return label === name || ` ${task} `.includes(` ${name} `);
}

function cancel(wanted: Slots, timers: ReadOnlyTimers): Reply {
  const found = timersOf(wanted, timers);
  if (found.length === 0) return noSuch(wanted, timers);
  const names = [...new Set(found.map(nameOfTimer))];
  if (names.length > 1) return `Which one: ${list(names, 'or')}? You can also cancel all timers.`;
  // Several have the same name, so take the next one due.
  return cancelOne(found[0]!, found.length > 1);
}

function cancelOne(timer: Timer, oneOfSeveral = false): SkillAction {
  const name = sentence(nameOfTimer(timer));
  return {
    run({ timers }) {
      // The timer may have gone off since the question.
      if (!timers.cancel(timer.id)) return noSuch({}, timers);
      return oneOfSeveral ? `${name} that is due first is cancelled.` : `${name} is cancelled.`;
    },
  };
}

function noSuch({ kind, label }: Slots, timers: ReadOnlyTimers): string {
  const running = timers.list();
  if (running.length === 0) return kind ? 'No reminder is set.' : 'No timer is running.';
  const wanted = kind ? 'that reminder' : label ? `the ${label} timer` : 'that timer';
  const names = list(running.map(nameOfTimer));
  return `I can't find ${wanted}. ${running.length === 1 ? `Only ${names} is running` : `These are running: ${names}`}.`;
}
