/** Replies to "Which one?", "Did you mean …?" and "Proceed to checkout?". */
import { loneNumber } from '../../language/en/browser/number-homophones.js';
import type { Intent, Reply, SkillAction, SkillContext } from '../engine/intent.js';
import { atPosition } from '../slots/number.slot.js';
import { YES } from '../engine/yes-no.js';
import { REFUSALS } from './approval.intents.js';
import { attempt } from './browser-command.js';
import { Browser, type Choice, memoryOf } from './browser.js';
import { findControls } from './controls/match.js';
import type { Control } from './controls/snapshot.js';
import { isAsked } from './expected.js';
import { useOrAsk } from './use-control.js';
import { done } from '../action-outcome.js';

/** Which question it was is known from the memory: any name of a page may be asked. */
const QUESTION = /\?$/;

export const choiceIntents: readonly Intent[] = [
  {
    ...{ name: 'browser.choice.number', best: 'skill', exactOnly: true, after: QUESTION, templates: [] },
    alsoUnderstood: [
      '[(click|tap|the|take|open)] [(number|no)] {number:numberWords} [(please|1)]',
      '(tab|option) [number] {number:numberWords}',
    ],
    answer: ({ number = '' }, context) =>
      chosen(context, ({ controls, numbers }) => controls[numbers.indexOf(loneNumber(number) ?? -1)]),
  },
  {
    ...{ name: 'browser.choice.position', best: 'skill', exactOnly: true, after: QUESTION, templates: [] },
    alsoUnderstood: [
      '[(click|take|open)] [the] {position} [(1|link|button|tab)]',
      '[(click|take|open)] the {position:topWords} [1]',
      '[(click|take|open)] the 1 (at|on) (the|a) {position:topWords}',
    ],
    answer: ({ position = '' }, context) =>
      chosenOfSeveral(context, (controls) => atPosition(controls, POSITIONS[position] ?? position)),
  },
  {
    ...{
      name: 'browser.choice.none',
      best: 'skill',
      exactOnly: true,
      after: QUESTION,
      templates: [],
    },
    alsoUnderstood: ['(none|neither|none of them|none of these|neither of them|no 1)', ...REFUSALS],
    answer: (_slots, context) => give(context),
  },
  {
    ...{ name: 'browser.choice.yes', best: 'skill', exactOnly: true, after: QUESTION, templates: [] },
    alsoUnderstood: [`(${YES}|that 1|yes i did|i did|click it)`],
    answer: (_slots, context) =>
      chosen(context, ({ controls, awaits }) => (awaits === 'yes_no' ? controls[0] : undefined)),
  },
  {
    ...{ name: 'browser.choice.name', best: 'skill', exactOnly: true, after: QUESTION, templates: [] },
    alsoUnderstood: [
      '[(click|take|open|the 1|i mean|i meant)] [(on|called|named|with|about|for)] {name:link}',
    ],
    answer: ({ name = '' }, context) =>
      chosenOfSeveral(context, (controls) => {
        const found = findControls(name, controls);
        return found.certainty === 'sure' && found.controls.length === 1 ? found.controls[0] : undefined;
      }),
  },
];

const POSITIONS: Readonly<Record<string, string>> = {
  top: '1st',
  bottom: 'last',
  upper: '1st',
  lower: 'last',
};

const MAX_NUMBERS_SAID = 4;

/** Ends a question whose replies chose nothing. */
export const LEFT_OPEN = "I can't tell which one you mean, so I leave it.";

/**
 * The answer to a reply that chooses none and is no command: the question again, in short. The next such reply ends it.
 * @returns undefined if it was not asked just now
 */
export function askAgain(context: SkillContext): SkillAction | undefined {
  const choice = choiceAsked(context);
  if (!choice) return undefined;
  if (choice.isAskedAgain)
    return {
      run: () => attempt(() => LEFT_OPEN, new Browser(context)),
    };
  return {
    run() {
      choice.isAskedAgain = true;
      return `Say ${choice.awaits === 'yes_no' ? 'yes or no' : numbersOf(choice)}. ${choice.question}`;
    },
  };
}

const numbersOf = ({ numbers }: Choice): string =>
  numbers.length > MAX_NUMBERS_SAID
    ? 'a number, or cancel'
    : `${numbers.slice(0, -1).join(', ')} or ${numbers.at(-1)}`;

/** The choice that the assistant's last words ask for. */
function choiceAsked(context: SkillContext): Choice | undefined {
  const { choice } = memoryOf(context);
  return choice && isAsked(choice, context) ? choice : undefined;
}

/** Does what was asked for to the chosen control. A reply that may have been another one is asked about, too. */
function chosen(context: SkillContext, choose: (choice: Choice) => Control | undefined): Reply {
  const choice = choiceAsked(context);
  const control = choice && choose(choice);
  if (!choice || !control) return undefined;
  const { isShown, use } = choice;
  return {
    run: () =>
      attempt(
        (browser) => (isShown ? useOrAsk(browser, control, use) : use(control, browser.asCertain())),
        new Browser(context),
      ),
  };
}

const chosenOfSeveral = (
  context: SkillContext,
  choose: (controls: readonly Control[]) => Control | undefined,
): Reply => chosen(context, ({ controls, awaits }) => (awaits === 'choice' ? choose(controls) : undefined));

function give(context: SkillContext): Reply {
  if (!choiceAsked(context)) return undefined;
  return {
    run: () => attempt(() => done('Okay, none of them.'), new Browser(context)),
  };
}
