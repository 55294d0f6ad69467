import { nameOfTimer, yours } from '../../timers/timer-words.js';
import type { Timer, TimerName } from '../../timers/timers.js';
import type { Intent, SkillContext } from '../intent.js';
import { count, list, sayDuration, sentence } from '../say.js';
import { durationMs } from '../slots/duration.slot.js';

export const timerIntents: readonly Intent[] = [
  {
    name: 'timer.set',
    best: 'skill',
    templates: [
      'set a timer for {duration}',
      '(set|start|create|make|give me) [(a|another|the|my)] [new] timer [(for|of|to|in)] {duration}',
      '(set|start|create|make|give me) [(a|an|another|the)] {duration:shortDuration} timer',
      '(set|start) [(a|the|my)] {label} timer (for|of|to) {duration}',
      '(set|start) [(a|an|the)] {duration:shortDuration} {label} timer',
      '(set|start) [(a|an)] {duration:shortDuration} timer for [(the|my)] {label}',
      '(set|start) a timer for {duration} (for|called|named) [(the|my)] {label}',
      '[start] timer [for] {duration}',
      '{duration:shortDuration} timer',
      '(wake me up|wake me|remind me|tell me|alert me) (in|after) {duration}',
      'count down [from] {duration}',
      '(set a reminder|i need a timer|i need a reminder) (for|in) {duration}',
    ],
    samples: 60,
    answer: ({ duration = '', label }, context) => setTimer(durationMs(duration), { label }, context),
  },
  {
    name: 'timer.unclear',
    best: 'skill',
    templates: ['(set|start) (a|the) timer [for {count}]'],
    samples: 4,
    answer: () => 'For how long? Say for example: set a timer for five minutes.',
  },
  {
    name: 'timer.remind',
    best: 'skill',
    templates: ['remind me in {duration} to {label:task}', 'remind me to {label:task} in {duration}'],
    samples: 30,
    answer({ duration = '', label = '' }, context) {
      const ms = durationMs(duration);
      return setTimer(
        ms,
        { task: label },
        context,
        `Okay, I'll remind you to ${yours(label)} in ${sayDuration(ms)}.`,
      );
    },
  },
  {
    name: 'timer.cancel-all',
    best: 'skill',
    templates: [
      '(cancel|stop|delete|clear|remove) (all|all of|both) [(my|the)] timers',
      '(cancel|stop|delete|clear|remove) (every timer|my timers|the timers)',
    ],
    answer(_slots, { timers }) {
      const cancelled = timers.cancelAll();
      if (cancelled === 0) return 'No timer is running.';
      return cancelled === 1 ? 'The timer is cancelled.' : `All ${cancelled} timers are cancelled.`;
    },
  },
  {
    name: 'timer.cancel',
    best: 'skill',
    templates: [
      '(cancel|stop|delete|remove|end) (the|my|that|this|a) timer',
      '(cancel|stop|delete|end) timer',
      'turn off (the|my) timer',
      '(cancel|stop|delete|remove|end) [(the|my)] {duration:shortDuration} timer',
      '(cancel|stop|delete|remove|end) (the|my) {label} timer',
    ],
    samples: 16,
    answer({ label, duration }, { timers }) {
      const running = timers.list();
      if (running.length === 0) return 'No timer is running.';
      const wanted = running.filter(
        (timer) =>
          (label === undefined || timer.label === label) &&
          (duration === undefined || timer.durationMs === durationMs(duration)),
      );
      const [timer] = wanted;
      if (!timer) return `I have no such timer. There is ${list(running.map(nameOfTimer))}.`;
      if (wanted.length > 1)
        return `Which one: ${list(wanted.map(nameOfTimer), 'or')}? You can also cancel all timers.`;
      timers.cancel(timer.id);
      return `${sentence(nameOfTimer(timer))} is cancelled.`;
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
    samples: 16,
    answer({ label }, { timers, now }) {
      const running = timers.list();
      const asked = running.filter((timer) => label === undefined || timer.label === label);
      if (running.length === 0) return 'No timer is running.';
      if (asked.length === 0) return `I have no ${label} timer. There is ${list(running.map(nameOfTimer))}.`;
      const left = (timer: Timer) => sayDuration(timer.dueAt - now().getTime());
      if (asked.length === 1) return `${sentence(nameOfTimer(asked[0]!))} has ${left(asked[0]!)} left.`;
      const each = asked.map((timer) => `${nameOfTimer(timer)} has ${left(timer)}`);
      return `${count(asked.length, 'timer')} are running: ${list(each)} left.`;
    },
  },
];

function setTimer(ms: number, name: TimerName, { timers }: SkillContext, done?: string): string {
  try {
    timers.set(ms, name);
  } catch (error) {
    // Too long, or too many: the message is for the user.
    if (error instanceof RangeError) return error.message;
    throw error;
  }
  return done ?? `Okay, ${name.label ? `${name.label} timer, ` : ''}${sayDuration(ms)}, starting now.`;
}
