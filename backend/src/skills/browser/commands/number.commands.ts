import { loneNumber } from '../../../language/en/browser/number-homophones.js';
import type { BrowserCommand, Plan } from '../browser-command.js';
import { memoryOf } from '../browser.js';
import { done, errorOf, notDone, told } from '../outcome.js';
import { useControl, nameOf } from '../use-control.js';
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
    plan: () => async (browser) => {
      const result = await browser.call('show_numbers');
      const error = errorOf(result);
      if (error !== undefined) return notDone(error);
      const { numbers } = result;
      if (Array.isArray(numbers) && numbers.length === 0) return 'There is nothing to click here.';
      browser.memory.numbersShown = true;
      return done('The numbers are shown.');
    },
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
      browser.memory.choice = undefined;
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
      const { numbersShown } = memoryOf(context);
      if (numbersShown) return clickNumber(value);
      // Without numbers on the page, "click 4" is about a control of that name, and "4" about nothing.
      const isClick = /\b(?:click|tap|press)\b/i.test(context.sentence) && /^\d+$/.test(count ?? number);
      if (
        isClick ||
        (/^(?:open|select|choose|hit) /i.test(context.sentence) && isOneName(String(value), context))
      )
        return clickNamed(value);
      return undefined;
    },
  },
];

const clickNumber =
  (number: number): Plan =>
  async (browser) => {
    const result = await browser.call('click', { ref: `n${number}` });
    // The page may have changed since, and then a number alone means nothing any more.
    if (/\bno number\b/i.test(errorOf(result) ?? '')) browser.memory.numbersShown = false;
    return told(result, `Clicked number ${number}`);
  };

/** A control of that name, such as the page of a list; otherwise a number that another one has shown. */
const clickNamed =
  (number: number): Plan =>
  async (browser) => {
    const { controls } = await browser.look();
    if (!controls.some(({ words }) => words === String(number))) return clickNumber(number)(browser);
    return useControl(browser, String(number), 'press', (control, now) =>
      now.act(`Clicked ${nameOf(control)}`, 'click', { ref: control.ref }),
    );
  };
