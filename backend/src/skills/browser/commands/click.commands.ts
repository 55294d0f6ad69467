import { normalize } from '../../../language/en/normalize.js';
import type { ActionResult } from '../../answerer.port.js';
import type { SkillContext } from '../../engine/intent.js';
import type { BrowserCommand, Plan } from '../browser-command.js';
import { lastAnswer } from '../../last-question.js';
import { type Act, type Browser, memoryOf } from '../browser.js';
import { wordsOf } from '../controls/snapshot.js';
import { withoutArticle } from '../controls/target.js';
import { ask, clickIt, nameOf, useControl } from '../use-control.js';
import { isNamed, isOneName, isVisible } from '../visible.js';

/** Phrases that name a control by its kind: `the first link`, `sign in button`. */
const KIND_SAID =
  /\b(?:button|link|links|menu|tab|checkbox|check box|box|icon|field|option|result|item|image|picture|dropdown|drop down|slider|toggle|switch|arrow)$|^(?:the )?(?:\d+(?:st|nd|rd|th)|second|first|last) /;
/** What is kept for the user, and not on the page. */
export const OWN_THINGS = /\b(?:timers?|alarms?|reminders?|my notes?|my lists?)\b/i;
/** Words that point, which only a person who sees the finger understands. */
const POINTING = /^(?:it|that|this|there|here|that one|this one|him|her|me|us|them|you)$/;
/** "I would click with her": what two people do. */
const NOT_A_NAME = /^(?:with|together|well|right away)\b/;
const TWICE = / (?:twice|2 times)$/;
const AGAIN = / (?:again|(?:right )?now)$/;

export const clickCommands: readonly BrowserCommand[] = [
  {
    name: 'browser.click.double',
    tool: 'click',
    reason: 'click',
    templates: [],
    alsoUnderstood: ['double (click|tap) [on] {target:link}'],
    plan: (slots, context) => click(slots['target']!, context, true),
  },
  {
    name: 'browser.click',
    tool: 'click',
    reason: 'click',
    samples: 60,
    templates: ['click [on] {target:link}'],
    alsoUnderstood: [
      '(tap|tap on|press on|click at) {target:link}',
      'follow [the] (link|links) [(to|about|called|named|for)] {target:link}',
      'follow the {target:link} link',
      'press {target:link}',
      '(push|hit) [on] {target:link}',
      '(activate|trigger) [the] {target:link}',
    ],
    plan: (slots, context) => click(slots['target']!, context),
  },
  {
    name: 'browser.click.named',
    onPage: 'before',
    tool: 'click',
    templates: [],
    alsoUnderstood: [
      '(select|choose|pick|expand|collapse|close) {target:link}',
      '{opens=open|go to|take me to|bring me to|bring up|show|show me} {target:link}',
      '(use|try|take) the {target:link} (button|link|tab|menu)',
      'open the {target:link} (menu|link|tab|dropdown|drop down|dialog|panel)',
    ],
    // "Choose a number" means something else, unless the page shows it.
    plan: ({ target = '', opens }, context) => {
      const names = opens ? [target, target.replace(/ page$/, '')] : [target];
      const name = names.find((each) => isNamed(each, context));
      if (name === undefined || OWN_THINGS.test(context.sentence)) return undefined;
      return opens ? openNamed(name) : clickOn(name);
    },
  },
  {
    name: 'browser.click.result',
    tool: 'click',
    templates: [],
    alsoUnderstood: [
      '(open|follow|select|choose|show|go to) the {target=1st|second|2nd|3rd|4th|5th|6th|7th|8th|9th|10th|last|top} {kind=link|result|search result|button|item|story|article|post|video|entry}',
    ],
    plan({ target = '', kind = '' }) {
      const what = /^(?:link|button|item)$/.test(kind) ? kind : 'result';
      return clickOn(`${target === 'top' ? '1st' : target} ${what}`);
    },
  },
  {
    // Not an order: the shop asks before anything is bought.
    name: 'browser.click.add-to-cart',
    onPage: 'before',
    tool: 'click',
    templates: [],
    alsoUnderstood: [
      '(add|put) [(it|this|that|1|this 1|that 1)] (to|in|into) [(the|my)] {where=cart|basket|bag}',
    ],
    plan({ where = '' }, context) {
      const target = `add to ${where}`;
      return isNamed(target, context) ? clickOn(target) : undefined;
    },
  },
  {
    name: 'browser.click.sign-in',
    tool: 'click',
    reason: 'click',
    templates: [],
    alsoUnderstood: [
      '{in=sign in|log in|login|log me in|sign me in}',
      '{out=sign out|log out|logout|log me out|sign me out}',
      '{up=sign up|register|sign me up}',
      '(log|sign) out of this (site|page|account)',
    ],
    plan({ in: into, up, out = 'log out' }) {
      const said = (into ?? up ?? out).replace(' me ', ' ');
      const names = into
        ? ['log in', 'sign in', 'login']
        : up
          ? ['sign up', 'register']
          : ['log out', 'sign out', 'logout'];
      return async (browser) => {
        const { controls } = await browser.look();
        const shown = names.find((name) => controls.some(({ words }) => words === name));
        return clickOn(shown ?? said)(browser);
      };
    },
  },
  {
    name: 'browser.close-dialog',
    tool: 'press_key',
    reason: 'click',
    templates: [],
    alsoUnderstood: [
      '(close|dismiss|hide|get rid of) [(the|this|that)] (dialog|dialogue|pop up|popup|modal|banner|message|notification|overlay|cookie banner|menu|box)',
    ],
    plan: () => async (browser) => {
      const { controls } = await browser.look();
      const [button, ...more] = controls.filter(({ words }) =>
        /^(?:close|dismiss|close (?:dialog|modal|popup|menu|banner))$/.test(words),
      );
      if (button && more.length === 0) return browser.act('Closed it', 'click', { ref: button.ref });
      return browser.act('Pressed Escape', 'press_key', { key: 'Escape' });
    },
  },
  {
    name: 'browser.hover',
    tool: 'hover',
    reason: 'click',
    templates: [],
    alsoUnderstood: [
      'hover [(over|on|above)] [the] {target:link}',
      '(point|move the mouse|move the pointer|move the cursor|move) (at|to|over|on to|onto) [the] {target:link}',
    ],
    plan({ target = '' }, context) {
      if (!/\b(?:hover|mouse|pointer|cursor)\b/i.test(context.sentence) && !isVisible(target, context))
        return undefined;
      return (browser) =>
        useControl(browser, target, 'press', (control, now) =>
          now.act(`Pointed at ${nameOf(control)}`, 'hover', { ref: control.ref }),
        );
    },
  },
  {
    name: 'browser.drag',
    tool: 'drag',
    reason: 'click',
    templates: [],
    alsoUnderstood: ['(drag and drop|drag) [the] {target:field} (to|onto|on|into|over) [the] {to:link}'],
    plan:
      ({ target = '', to = '' }) =>
      (browser) =>
        useControl(browser, target, 'any', (from, now) =>
          useControl(now, to, 'any', (end, last) =>
            last.act(`Dragged ${nameOf(from)} to ${nameOf(end)}`, 'drag', {
              ref: from.ref,
              to_ref: end.ref,
            }),
          ),
        ),
  },
];

function click(target: string, context: SkillContext, double = false): Plan | undefined {
  if (NOT_A_NAME.test(target)) return undefined;
  const withOn = `on ${target}`;
  const isSaid = normalize(context.sentence).includes(` ${withOn}`);
  if (isSaid && context.pagePhrases.some((name) => wordsOf(name) === withOn))
    return clickEither(target, withOn, double);
  if (TWICE.test(target) && !isVisible(target, context)) {
    const once = click(target.replace(TWICE, ''), context, double);
    return once && ((browser) => clickTwice(browser, once));
  }
  const whole = asWholeName(target, context);
  if (whole !== target && isOneName(whole, context)) return clickOn(whole, double);
  // "Click it again" and "click next now" name the same as without the last word, unless something is called "Shop now".
  const said = AGAIN.test(target) ? target : whole;
  if (AGAIN.test(said) && !isVisible(said, context)) {
    const name = target.replace(AGAIN, '');
    const plan = click(name, { ...context, sentence: `click ${name}` }, double);
    return (
      plan && (async (browser) => ((await isCalled(browser, said)) ? clickOn(said, double) : plan)(browser))
    );
  }
  if (POINTING.test(target)) {
    const name = [target, `click ${target}`].find((each) => isNamed(each, context));
    if (name) return clickOn(name, double);
    // Links out of view may be called "Here".
    return async (browser) =>
      (await isCalled(browser, target))
        ? clickOn(target, double)(browser)
        : 'Say the name of what to click, or say show numbers.';
  }
  // What the page does not show by that name, a model may find.
  const isKnown = context.pagePhrases.length === 0 || KIND_SAID.test(target) || isVisible(target, context);
  if (context.hasModel && !isKnown) return undefined;
  return clickOn(target, double);
}

/** A click that failed or asks something is not repeated. */
async function clickTwice(browser: Browser, once: Plan): Promise<ActionResult> {
  const first = await once(browser);
  return typeof first === 'object' && 'note' in first && first.sound === 'done' ? once(browser) : first;
}

/** "Click on cars", where something is called "On cars": asks if "Cars" may be meant, too. */
const clickEither =
  (target: string, withOn: string, double: boolean): Plan =>
  async (browser) => {
    const { controls } = await browser.look();
    const called = controls.filter(({ words }) => words === withOn || words === withoutArticle(target));
    if (called.length > 1) return ask(browser, called, double ? doubleClickIt : clickIt);
    return clickOn(called.length === 1 ? called[0]!.words : target, double)(browser);
  };

/** The target with the words behind it that are mostly courtesies: of "click shop now", the sentence may be "click shop". */
function asWholeName(target: string, { sentence }: SkillContext): string {
  const words = normalize(sentence);
  const at = ` ${words} `.lastIndexOf(` ${target} `);
  return at < 0 ? target : words.slice(at);
}

const isCalled = async (browser: Browser, name: string): Promise<boolean> =>
  (await browser.look('page', name)).controls.some(({ words }) => words === name);

const clickOn =
  (target: string, double = false): Plan =>
  (browser) =>
    useControl(browser, target, 'press', double ? doubleClickIt : clickIt);

const doubleClickIt: Act = (control, browser) =>
  browser.act(`Clicked ${nameOf(control)}`, 'click', { ref: control.ref, double: true });

/** Presses what has that name, unless that would only tick a box. */
export const openNamed =
  (target: string): Plan =>
  (browser) =>
    useControl(browser, target, 'open', clickIt);

/** A question is meant as one, although a link may be called so. */
const QUESTION = /^(?:what|who|where|when|why|how|which|is|are|do|does|did|can|could|will|would|should)\b/;

/** "Can I bring a dog?" as a control of the page is called: without a model, that control alone can answer it. */
const isAskedByPage = (target: string, { hasModel, pagePhrases }: SkillContext): boolean =>
  !hasModel &&
  target.includes(' ') &&
  pagePhrases.some((name) => /\?\s*$/.test(name) && wordsOf(name) === target);

/** What people say to each other: it answers the assistant, and means no button. */
const REPLY = /^(?:yes|yeah|no|nope|ok|okay|sure|right|thanks|thank you|hello|hi|sorry|wow|great|good|fine)$/;

/** Whether the user was just asked something else than which control is meant. A greeting asks nothing. */
const isAsked = (context: SkillContext): boolean =>
  context.history.some(({ role }) => role === 'user') &&
  /\?\s*$/.test(lastAnswer(context)) &&
  !memoryOf(context).choice;

/** "Pricing", where exactly one control of the page is called so. */
export const bareNameCommands: readonly BrowserCommand[] = [
  {
    name: 'browser.bare-name',
    onPage: 'after',
    tool: 'click',
    templates: [],
    alsoUnderstood: ['{target:link}'],
    plan: (slots, context) => {
      const said = slots['target'] ?? '';
      const whole = asWholeName(said, context);
      const target = isOneName(whole, context) ? whole : said;
      // A letter alone is the rest of a word rather than a name.
      const isName = target.length > 1 && isOneName(target, context) && !REPLY.test(target);
      const isQuestion = QUESTION.test(target) && !isAskedByPage(target, context);
      return isName && !isQuestion && !isAsked(context) ? clickOn(target) : undefined;
    },
  },
];
