import { loneNumber, numberSoundingLike } from '../../../language/en/browser/number-homophones.js';
import { records } from '../../../tools/tools.port.js';
import type { BrowserCommand, Plan } from '../browser-command.js';
import { memoryOf, type Browser } from '../browser.js';
import { done, notDone } from '../../action-outcome.js';
import { errorOf, told, type Told } from '../outcome.js';
import { ask, clickIt, offer, useControl } from '../use-control.js';
import { isOneName } from '../visible.js';

export const numberCommands: readonly BrowserCommand[] = [
  {
    name: 'browser.numbers.show',
    tool: 'show_numbers',
    reason: 'click',
    harmless: true,
    templates: ['show [the] numbers'],
    alsoUnderstood: [
      '(show|show me|display|put|turn on|give me) [(the|all|all the)] (numbers|labels|hints|number)',
      '(numbers|labels|hints) (on|please)',
      'number (the|all|all the) (links|buttons|controls|page)',
      'numbers',
      'put [the] numbers on [(everything|the page|this page|the links|links|the buttons|all links)]',
    ],
    plan: () => showNumbers,
  },
  {
    name: 'browser.numbers.hide',
    tool: 'hide_numbers',
    reason: 'click',
    harmless: true,
    templates: ['hide [the] numbers'],
    alsoUnderstood: [
      '(hide|remove|take away|turn off|close|no) [(the|all|all the)] (numbers|labels|hints)',
      '(numbers|labels|hints) off',
    ],
    plan: () => async (browser) => {
      browser.memory.numbersShown = false;
      const error = errorOf(await browser.call('hide_numbers'));
      return error === undefined ? done('The numbers are hidden.') : notDone(error);
    },
  },
  {
    name: 'browser.numbers.click',
    tool: 'click',
    samples: 24,
    templates: ['click [number] {count}'],
    alsoUnderstood: [
      '(click|tap|press|open|select|choose|hit) [on] [number] {number:numberWords}',
      '[number] {number:numberWords}',
    ],
    plan({ number = '', count }, context) {
      const value = loneNumber(count ?? number);
      if (value === undefined) return undefined;
      const isCalled = /\b(?:click|tap|press)\b/i.test(context.sentence) && /^\d+$/.test(count ?? number);
      const isNamed =
        isCalled ||
        (/^(?:open|select|choose|hit) /i.test(context.sentence) && isOneName(String(value), context));
      // Without numbers on the page, "click 4" is about a control of that name, and "4" about nothing.
      if (!isNamed && !memoryOf(context).numbersShown) return undefined;
      // In "show numbers and click 4", they are shown by then.
      return (browser) =>
        browser.memory.numbersShown
          ? clickNumber(browser, value, isCalled)
          : clickCalled(browser, value, () => clickNumber(browser, value, false));
    },
  },
];

/** Shows numbers on all that can be clicked in view. */
export const showNumbers: Plan = async (browser) => {
  const result = await browser.call('show_numbers');
  const error = errorOf(result);
  if (error !== undefined) return notDone(error);
  const { numbers } = result;
  if (Array.isArray(numbers) && numbers.length === 0) return 'There is nothing to click here.';
  browser.memory.numbersShown = true;
  browser.memory.numbered = new Map(
    records(numbers).flatMap(({ number, ref }) =>
      typeof number === 'number' && typeof ref === 'string' ? [[number, ref] as const] : [],
    ),
  );
  return done('The numbers are shown.');
};

/**
 * The control that shows the number, whatever another one is called.
 * @param isCalled whether a control of that name is meant where no number is shown
 */
async function clickNumber(browser: Browser, number: number, isCalled: boolean): Promise<Told> {
  const question = await askIfAlike(browser, number);
  if (question !== undefined) return question;
  if (browser.isDoubtful)
    return browser.askFirst(`Number ${number}?`, (now) => clickNumber(now, number, isCalled));
  const result = await browser.call('click', { ref: `n${number}` });
  const answer = told(result, `Clicked number ${number}`);
  if (!/\bno number\b/i.test(errorOf(result) ?? '')) return answer;
  // The page may have changed since, and then a number alone means nothing any more.
  browser.memory.numbersShown = false;
  return isCalled ? clickCalled(browser, number, async () => answer) : answer;
}

/**
 * Asks where a number is shown that sounds like this one: recognisers confuse 13 and 30. The question has the names of both,
 * and they get other numbers, because a reply with the same ones would be misheard again. A typed number is not asked about.
 */
async function askIfAlike(browser: Browser, number: number): Promise<Told | undefined> {
  const { numbersShown, numbered } = browser.memory;
  if (browser.isTyped) return undefined;
  const alike = numbered.get(numberSoundingLike(number) ?? 0);
  if (!numbersShown || alike === undefined) return undefined;
  const { controls } = await browser.look();
  const withRef = (ref: string | undefined) => controls.filter((control) => control.ref === ref);
  const [own, other] = [withRef(numbered.get(number)), withRef(alike)];
  if (own.length + other.length > 1) return ask(browser, [...own, ...other], clickIt);
  return numbered.has(number) || !other[0] ? undefined : offer(browser, other[0], clickIt);
}

/** The control that is called so, such as a page of a list. */
const clickCalled = (browser: Browser, number: number, otherwise: () => Promise<Told>): Promise<Told> =>
  useControl(browser, String(number), 'press', clickIt, otherwise);
