import { changeNamed } from './change-timer.intents.js';
import { yours } from '../user-words.js';
import type { ReminderName } from '../../user-data/user-records.js';
import type { Intent, SkillAction, SkillContext } from '../engine/intent.js';
import { lastQuestion } from '../last-question.js';
import { carryOut } from '../reminders/carry-out.js';
import { timerOfFirstPart } from '../timers/first-part.js';
import { sayExactDuration } from '../../language/en/say.js';
import { durationMs } from '../slots/duration.slot.js';
import { labelSlot } from '../slots/words.slot.js';

/** "set an egg timer" or "set a timer called egg", without its length. */
const LABELLED = new RegExp(
  String.raw`\b(?:set|start|create|make|need|want) an? (?:(${labelSlot.pattern}) timer|timer (?:called|named|for) (?:the |my )?(${labelSlot.pattern}))$`,
  'u',
);

/** Other verbs than those that people say most. */
const START =
  'set|set me|start|create|make|make me|give me|begin|run|add|put on|i need|i want|i would like|can i have|can i get|could i get|could i have|may i have|i could use|let me have|let us do|do';
const A = '[(a|an|another|the|my|one|a second|a third)] [(new|quick|short|countdown)]';
const CALLED = '(for|called|named|labeled|titled|with the name) [(the|my)] {label}';

/** Setting timers and reminders. */
export const timerIntents: readonly Intent[] = [
  {
    name: 'timer.set',
    best: 'skill',
    templates: [
      'set a timer for {duration}',
      '(set|start|create|make|give me) [(a|another|the|my)] [new] timer [(for|of|to|in)] {duration}',
      '(set|start|create|make|give me) [(a|a|another|the)] {duration:shortDuration} timer',
      '(set|start) [(a|the|my)] {label} timer (for|of|to) {duration}',
      '(set|start) [(a|an|the)] {duration:shortDuration} {label} timer',
      '(set|start) [(a|an)] {duration:shortDuration} timer for [(the|my)] {label}',
      '(set|start) a timer for {duration} (for|called|named) [(the|my)] {label}',
      'start timer [for] {duration}',
      '(wake me up|wake me|remind me|tell me|alert me) (in|after) {duration}',
      'count down [from] {duration}',
      '(set a reminder|i need a timer|i need a reminder) (for|in) {duration}',
    ],
    alsoSaid: [
      '(set|start|create|make|give me) an {duration:shortDuration} timer',
      '(set|start) [(a|an)] {duration:shortDuration} timer (called|named) {label}',
      '(set|start|do) a countdown (of|for|from) {duration}',
      '(set|start|create|make) [(a|an|the|my)] {label} timer [(for|of)] {duration}',
      `(${START}) ${A} timer [(for|of|to|with|at)] {duration} [${CALLED}]`,
      `(${START}) ${A} {duration} timer [${CALLED}]`,
      `(${START}) ${A} {duration} {label} timer`,
      `(${START}) ${A} {label} timer [(for|of|to|with)] {duration}`,
      `(${START}) ${A} timer ${CALLED} [(for|of|to|with)] {duration}`,
      `(${START}) ${A} ({duration} countdown|countdown [(for|of|from)] {duration})`,
      '(time|put|set the clock for) {duration} [on the (clock|timer)]',
      '(start|begin) (counting down|the countdown) [(from|for)] {duration}',
      '(ping|notify|buzz|beep|warn|call|alert|tell) me (in|after|once) {duration}',
      '(tell me|let me know|notify me|alert me|warn me|beep|ping me) (when|once|after|in) {duration} (are|is|have|has) (up|over|passed|gone by|elapsed|gone)',
      '(when|once) {duration} (are|is|have|has) (up|over|passed|gone by) (tell me|let me know)',
    ],
    samples: 60,
    answer({ duration = '', label }, context) {
      const ms = durationMs(duration);
      return changeNamed(label, ms, context) ?? setTimer(ms, { label }, context);
    },
  },
  {
    name: 'timer.set.brief',
    best: 'skill',
    // A word before these may be another verb: "pause timer 5 minutes".
    exactOnly: true,
    templates: ['[a] timer [for] {duration}', '[a] {duration:shortDuration} timer'],
    alsoSaid: [
      '(a|an) {label} timer [(for|of)] {duration}',
      '[the] {label:commonLabel} timer [(for|of)] {duration}',
      `[(a|an|new|one)] timer [for] {duration} [${CALLED}]`,
      `[(a|an|new|one)] timer ${CALLED} [for] {duration}`,
      `[(a|an|new|one)] {duration} timer [${CALLED}]`,
      '[(a|an|new|one)] {duration} {label} timer',
      'countdown [(of|from|for)] {duration}',
      '{duration} countdown',
    ],
    samples: 60,
    answer: ({ duration = '', label }, context) => setTimer(durationMs(duration), { label }, context),
  },
  {
    name: 'timer.unclear',
    best: 'skill',
    templates: ['(set|start) (a|the|another|my) [new] timer [for {count}]'],
    alsoSaid: [
      '(set|start) (a|an) {label} timer',
      '(create|make|give me|i need|i want) (a|another) [new] timer',
      '(set|start|create) a (second|third) timer',
      '(create|make|i need|i want) (a|an) {label} timer',
      `(${START}) ${A} timer (called|named|for) [(the|my)] {label}`,
      '(new|a new) timer',
    ],
    alsoUnderstood: ['(set|start) timer'],
    samples: 4,
    answer: () => 'For how long? Say for example: set a timer for five minutes.',
  },
  {
    name: 'timer.set.reply',
    best: 'skill',
    after: /^For how long\?/,
    templates: ['[for] {duration}', '[for] {duration} please'],
    alsoSaid: ['(make it|let us say) {duration}', '{unit=seconds|minutes|hours}'],
    samples: 10,
    answer({ duration, unit = '' }, context) {
      const asked = lastQuestion(context);
      // "set a timer for five" - "minutes"
      const amount = duration ?? `${/\d+$/.exec(asked)?.[0]} ${unit}`;
      const [, before, after] = LABELLED.exec(asked) ?? [];
      const label = before ?? after;
      const ms = durationMs(amount);
      return ms > 0 ? setTimer(ms, { label }, context) : undefined;
    },
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
        `Okay, I'll remind you to ${yours(label)} in ${sayExactDuration(ms)}.`,
      );
    },
  },
];

function setTimer(
  ms: number,
  name: ReminderName,
  context: SkillContext,
  done = `Okay, ${name.label ? `${name.label} timer, ` : ''}${sayExactDuration(ms)}, starting now.`,
): SkillAction {
  return {
    run: (user) =>
      carryOut(user, () => {
        user.timers.set(ms, name, timerOfFirstPart(context)?.id);
        return done;
      }),
  };
}
