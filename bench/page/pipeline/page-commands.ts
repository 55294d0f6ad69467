/** Says commands on one page, and has Playwright do the same. */
import type { Locator, Page } from 'playwright-core';
import { until } from '../../../e2e/harness/cdp.ts';
import type { Reached } from '../reached.ts';
import { clockOffset, nowMs, type ClockOffset } from './clock.ts';
import { effectOf, expectEffect, type Effect, type EffectKind } from './page-effects.ts';
import type { Pipeline, Said } from './pipeline.ts';
import { numbersFor, numbersIn, repliesTo } from './replies.ts';
import { isField, isPressed, spokenTargets, spread, type SpokenTarget } from './targets.ts';

export type Kind = 'click by name' | 'click by number' | 'scroll' | 'type';

export interface Timed {
  kind: Kind;
  /** From the transcript to the effect; missing if there was none. */
  ms?: number;
  /** Playwright's own, from its call to the effect. */
  baselineMs?: number;
  clockErrorMs: number;
  isRight: boolean;
}

const MAX_NAMES = 6;
const MAX_NUMBERS = 2;

type SaidAndSeen = Said & { effect: Effect | undefined };

const TEXT = 'hello there';

/** Playwright waits for ever for a control that is covered. */
const BASELINE_MS = 2_000;

const SCROLL_PX = 600;

/** A wheel that is turned scrolls later. */
const EFFECT_MS = 1_000;

export class PageCommands {
  readonly #page: Page;
  readonly #pipeline: Pipeline;
  readonly #path: string;
  readonly #offset: ClockOffset;
  readonly #timed: Timed[] = [];

  private constructor(page: Page, pipeline: Pipeline, path: string, offset: ClockOffset) {
    this.#page = page;
    this.#pipeline = pipeline;
    this.#path = path;
    this.#offset = offset;
  }

  /** @param path what the page is called in reports */
  static async on(page: Page, pipeline: Pipeline, path: string): Promise<PageCommands> {
    return new PageCommands(page, pipeline, path, await clockOffset(page));
  }

  async run(byName: Reached, byNumber: Reached): Promise<Timed[]> {
    await this.#scroll();
    await this.#toTop();
    const targets = await spokenTargets(this.#page);
    const pressed = targets.filter(isPressed);
    for (const target of spread(pressed, MAX_NAMES)) {
      await this.#toTop();
      await this.#click('click by name', target.said, target, byName);
    }
    await this.#clickNumbers(pressed, byNumber);
    const [field] = targets.filter(isField);
    if (field) await this.#type(field);
    return this.#timed;
  }

  async #scroll(): Promise<void> {
    const canScroll = await this.#page.evaluate(() => {
      const { overflowY } = getComputedStyle(document.body);
      return overflowY !== 'hidden' && document.documentElement.scrollHeight > innerHeight * 1.5;
    });
    if (!canScroll) return;
    const said = await this.#measured('scroll', 'scroll', null, 'scroll down', () =>
      this.#page.mouse.wheel(0, SCROLL_PX),
    );
    if (said && !said.effect) console.log(`${this.#path}: "scroll down": ${said.answer}`);
  }

  async #type(field: SpokenTarget): Promise<void> {
    const locator = this.#page.locator(field.selector);
    await locator.focus({ timeout: BASELINE_MS });
    const said = await this.#measured('type', 'input', field, `type ${TEXT}`, () =>
      locator.fill(TEXT, { timeout: BASELINE_MS }),
    );
    if (said && !said.effect?.isRight)
      console.log(`${this.#path}: "type ${TEXT}" into ${field.name}: ${said.answer}`);
  }

  async #click(kind: Kind, words: string, target: SpokenTarget, reached: Reached): Promise<void> {
    const locator = this.#page.locator(target.selector);
    let outcome = '';
    const said = await this.#measured(
      kind,
      'click',
      target,
      `click ${words}`,
      () => locator.click({ timeout: BASELINE_MS, noWaitAfter: true }),
      async (said) => (outcome = await this.#outcome(said, words, target)),
    );
    if (said) reached.add(outcome, `${this.#path}: "click ${words}" for ${target.role} ${target.name}`);
  }

  /** Answers a question as a person does who sees the page. */
  async #outcome(said: SaidAndSeen, words: string, target: SpokenTarget): Promise<string> {
    if (said.effect && !said.askedLeave) return outcomeOf(said.effect);
    if (said.effect?.isRight) return 'asked';
    const replies = repliesTo(said, target);
    for (const [i, reply] of replies.entries()) {
      // The first reply came to another control of the name.
      if (i > 0) {
        await this.#toTop();
        await this.#pipeline.say(`click ${words}`);
      }
      const replied = await this.#seen('click', target, reply);
      if (replied?.effect?.isRight) return target.isShared ? 'asked' : `asked needlessly: ${said.answer}`;
    }
    if (said.effect) return outcomeOf(said.effect);
    return replies.length > 0 ? `not reached by a reply: ${said.answer}` : said.answer;
  }

  #toTop(): Promise<void> {
    return this.#page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
  }

  /** Only controls whose number is certain: no other one has the name. */
  async #clickNumbers(pressed: readonly SpokenTarget[], reached: Reached): Promise<void> {
    // A page that scrolls gives its numbers to what comes into view.
    await this.#toTop();
    const { results } = await this.#pipeline.say('show numbers');
    const shown = numbersIn(results);
    const numbered = pressed.flatMap((target) => {
      const found = numbersFor(target, shown);
      return found.length === 1 && !target.isShared ? [{ target, number: found[0]! }] : [];
    });
    for (const { target, number } of spread(numbered, MAX_NUMBERS))
      await this.#click('click by number', String(number), target, reached);
  }

  /**
   * Says it, and then does the same by Playwright.
   * @param after comes between the two
   * @returns null if the control is gone
   */
  async #measured(
    kind: Kind,
    effectKind: EffectKind,
    target: SpokenTarget | null,
    words: string,
    byPlaywright: () => Promise<void>,
    after?: (said: SaidAndSeen) => Promise<unknown>,
  ): Promise<SaidAndSeen | null> {
    const said = await this.#seen(effectKind, target, words);
    if (!said) return null;
    await after?.(said);
    await expectEffect(this.#page, this.#locatorOf(target));
    const beganMs = nowMs();
    await byPlaywright().catch(() => undefined);
    const see = () => effectOf(this.#page, effectKind);
    const theirs = await until('the effect', see, EFFECT_MS).catch(() => undefined);
    const { ms: offsetMs, errorMs } = this.#offset;
    const { effect, askedLeave } = said;
    this.#timed.push({
      kind,
      // A question takes as long as its answer.
      ...(effect && !askedLeave && { ms: effect.atMs + offsetMs - said.atMs }),
      ...(theirs && { baselineMs: theirs.atMs + offsetMs - beganMs }),
      clockErrorMs: errorMs,
      isRight: effect !== undefined && (target === null || effect.isRight),
    });
    return said;
  }

  /** @returns null if the control is gone */
  async #seen(kind: EffectKind, target: SpokenTarget | null, words: string): Promise<SaidAndSeen | null> {
    if (!(await expectEffect(this.#page, this.#locatorOf(target)))) return null;
    const said = await this.#pipeline.say(words);
    return { ...said, effect: await effectOf(this.#page, kind) };
  }

  #locatorOf(target: SpokenTarget | null): Locator | null {
    return target && this.#page.locator(target.selector);
  }
}

const outcomeOf = ({ isRight, target }: Effect): string => (isRight ? 'right' : `wrong: clicked ${target}`);
