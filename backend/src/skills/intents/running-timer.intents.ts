import { noSuchTimer, timersOf, type ReadOnlyTimers } from '../timers/find-timers.js';
import { atPosition } from '../slots/number.slot.js';
import { sayCancelled } from '../reminders/cancel-several.js';
import { nameOfTimer } from '../timers/timer-words.js';
import { wasOffered } from '../last-question.js';
import type { RunningTimer, Timer } from '../../user-data/user-records.js';
import type { Intent, Reply, SkillAction, Slots } from '../engine/intent.js';
import { count, list, sayDuration, sentence } from '../../language/en/say.js';

const ENDS =
  'cancel|stop|delete|remove|end|kill|clear|dismiss|drop|abort|get rid of|turn off|switch off|shut off|i do not need';

/** Listing and cancelling running timers. */
export const runningTimerIntents: readonly Intent[] = [
  {
    name: 'timer.cancel-all',
    best: 'skill',
    exactOnly: true,
    templates: [
      '(cancel|stop|delete|clear|remove) (all|all of|both) [(my|the)] timers',
      '(cancel|stop|delete|clear|remove) (every timer|my timers|the timers)',
    ],
    alsoSaid: [
      '(end|kill|dismiss|get rid of|turn off|switch off) (all|all of|both|every|each) [(my|the)] (timers|timer)',
      '(cancel|stop|delete|clear|remove) (all|all of|both|every one) of (my|the) timers',
      '(turn|switch) (all|both) [(my|the)] timers off',
    ],
    answer: () => CANCEL_ALL,
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
      '(cancel|stop|delete|remove|end) [(the|my|that|this|a)] [{label}] timer [(for|of)] {duration}',
      '(cancel|stop|delete|remove|end) [(the|my|that|this|a)] {duration} timer',
      '(cancel|stop|delete|remove|end) [(the|my|that|this|a)] {duration:shortDuration} {label} timer',
      '(cancel|stop|delete|remove|end) {label} timer',
      `(${ENDS}) [(the|my|that|this|a)] [({label}|{duration})] timer`,
      `(${ENDS}) [(the|my|that|this|a)] timer (for|of|called|named) [(the|my)] ({label}|{duration})`,
      '(turn|switch|shut) (the|my|that) [({label}|{duration})] timer off',
      'i (do not|no longer) need (the|my|that) [({label}|{duration})] timer [(any more|anymore|any longer|now)]',
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
      '{both=both}',
      '(all|all of them)',
      '(the|my) reminder to {label:task}',
    ],
    alsoSaid: ['{none=none|neither|none of them}', '{duration:shortDuration}', '[the] {label:task}'],
    samples: 6,
    answer(wanted, context) {
      const { timers } = context;
      const { position, both, none, label, duration } = wanted;
      if (none) return 'Okay, I cancel none.';
      if (!position && !both && !label && !duration) return CANCEL_ALL;
      if (label || duration) return timersOf(wanted, timers).length > 0 ? cancel(wanted, timers) : undefined;
      // The timers in the order of the question.
      const offered = timers.list().filter((timer) => wasOffered(nameOfTimer(timer), context));
      if (both) return cancelThose(offered);
      const chosen = atPosition(offered, position!);
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
      '[(what is|tell me|give me)] [the] status of [(the|my|all)] [({label}|{duration})] (timer|timers)',
      '[(the|my)] [({label}|{duration})] (timer|timers) status',
      'show me (my|the|all) [({label}|{duration})] (timer|timers)',
      '(are there|do i have|have i got) any [(active|running)] timers [(running|set|active|going)]',
      'is (the|my) [({label}|{duration})] timer (done|over|finished|up|ready) [yet]',
      'is (the|my) [({label}|{duration})] timer still (running|going|on|active|ticking)',
      'how (long|much time|many minutes) (remains|remain|is remaining) [(on|for|in) (the|my) [({label}|{duration})] timer]',
      'how (long|much time|many minutes) (has|does) (the|my) [({label}|{duration})] timer (got|have|still have) [left]',
      'has (the|my) [{label}] timer (gone off|ended|finished|rung) [yet]',
      'when (does|will|is) (the|my) [({label}|{duration})] timer [be] (finish|stop|run out|up|finished)',
      'how (long|much longer|much time|many minutes|many seconds) [(is|are|is it|is there)] (until|till|before|left until|left before) (the|my) [({label}|{duration})] timer (goes off|ends|is done|rings|finishes|is over|is up|runs out)',
      'how many (minutes|seconds|hours) (are|is) (left|remaining) [(on|in|for) (the|my) [({label}|{duration})] timer]',
      'how (much|much time|long|much longer) [(is|is there|do i have)] [(left|remaining)] (on|for|in) (the|my) [({label}|{duration})] timer',
      '[(what is|tell me)] [the] (time left|time remaining|remaining time) (on|for|of|in) (the|my) [({label}|{duration})] timer',
      '(how is|what about|check|check on) (the|my) [({label}|{duration})] timer [(doing|going|coming along)]',
    ],
    samples: 16,
    answer(wanted, { timers }) {
      const asked = timersOf(wanted, timers);
      if (asked.length === 0) return noSuchTimer(wanted, timers);
      const left = ({ remainingMs }: RunningTimer) => sayDuration(remainingMs);
      const [only] = asked;
      if (asked.length === 1 && !wanted['many'])
        return `${sentence(nameOfTimer(only!))} has ${left(only!)} left.`;
      const each = list(asked.map((timer) => `${nameOfTimer(timer)} has ${left(timer)}`));
      return `${sentence(count(asked.length, 'timer'))} ${asked.length === 1 ? 'is' : 'are'} running: ${each} left.`;
    },
  },
  {
    name: 'timer.pause',
    best: 'skill',
    templates: ['{verb=pause|resume} (the|my) timer'],
    alsoSaid: [
      '(pause|hold|resume|continue|unpause|freeze) [(the|my|that|this|a)] [({label}|{which:duration})] timer [[for] {duration}]',
      '(pause|hold|resume|continue|unpause) [(the|my)] timer (for|called|named) [(the|my)] {label}',
    ],
    samples: 3,
    answer: (_slots, { timers }) =>
      timers.list().length === 0
        ? 'No timer is running.'
        : "I can't pause a timer. I can cancel it and set another one.",
  },
];

const CANCEL_ALL: SkillAction = {
  run({ timers }) {
    // Reminders after a duration are listed with the timers.
    const running = timers.list();
    timers.cancelAll();
    return sayCancelled(running) ?? 'No timer is running.';
  },
};

const cancelThose = (offered: readonly Timer[]): SkillAction => ({
  run: ({ timers }) => sayCancelled(offered.filter(({ id }) => timers.cancel(id))) ?? noSuchTimer({}, timers),
});

function cancel(wanted: Slots, timers: ReadOnlyTimers): Reply {
  const found = timersOf(wanted, timers);
  if (found.length === 0) return noSuchTimer(wanted, timers);
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
      if (!timers.cancel(timer.id)) return noSuchTimer({}, timers);
      return oneOfSeveral ? `${name} that is due first is cancelled.` : `${name} is cancelled.`;
    },
  };
}
