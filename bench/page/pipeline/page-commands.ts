/** Says commands on one page, and has Playwright do the same. */
import type { Page } from 'playwright-core';
import { until } from '../../../e2e/harness/cdp.ts';
import { saidOf, type Reached } from '../reached.ts';
import { clockOffset, nowMs, type ClockOffset } from './clock.ts';
import { effectOf, expectEffect, type Effect, type EffectKind } from './page-effects.ts';
import type { Pipeline, Said } from './pipeline.ts';
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

const MAX_NAMES = 3;
const MAX_NUMBERS = 2;

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
    // Of two of the same name, the one in view is meant.
    const isMeant = ({ words, isInView }: SpokenTarget) =>
      isInView || pressed.filter((each) => each.words === words).length === 1;
    for (const target of spread(pressed.filter(isMeant), MAX_NAMES)) {
      await this.#toTop();
      const words = saidOf(target.words);
      await this.#click('click by name', words, target, byName);
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
    const said = await this.#measured(kind, 'click', target, `click ${words}`, () =>
      locator.click({ timeout: BASELINE_MS, noWaitAfter: true }),
    );
    if (!said) return;
    const { effect } = said;
    const what = `${this.#path}: "click ${words}" for ${target.role} ${target.name}`;
    reached.add(outcomeOf(said), effect?.isRight === false ? `${what} clicked ${effect.target}` : what);
  }

  #toTop(): Promise<void> {
    return this.#page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
  }

  /** Only controls whose number is certain: no other one has the name. */
  async #clickNumbers(pressed: readonly SpokenTarget[], reached: Reached): Promise<void> {
    // A page that scrolls gives its numbers to what comes into view.
    await this.#toTop();
    const { results } = await this.#pipeline.say('show numbers');
    const shown = results.flatMap(({ numbers }) => (numbers ?? []) as { number: number; control: string }[]);
    const numbered = pressed.flatMap((target) => {
      const found = shown.filter(({ control }) =>
        control.startsWith(`${target.role} ${JSON.stringify(target.name)}`),
      );
      const alike = pressed.filter(({ words }) => words === target.words);
      return found.length === 1 && alike.length === 1 ? [{ target, number: found[0]!.number }] : [];
    });
    for (const { target, number } of spread(numbered, MAX_NUMBERS))
      await this.#click('click by number', String(number), target, reached);
  }

  /** Says it, and then does the same by Playwright. @returns null if the control is gone */
  async #measured(
    kind: Kind,
    effectKind: EffectKind,
    target: SpokenTarget | null,
    words: string,
    byPlaywright: () => Promise<void>,
  ): Promise<(Said & { effect: Effect | undefined }) | null> {
    const control = target && this.#page.locator(target.selector);
    const see = () => effectOf(this.#page, effectKind);
    if (!(await expectEffect(this.#page, control))) return null;
    const said = await this.#pipeline.say(words);
    const effect = await see();
    await expectEffect(this.#page, control);
    const beganMs = nowMs();
    await byPlaywright().catch(() => undefined);
    const theirs = await until('the effect', see, EFFECT_MS).catch(() => undefined);
    const { ms: offsetMs, errorMs } = this.#offset;
    this.#timed.push({
      kind,
      ...(effect && { ms: effect.atMs + offsetMs - said.atMs }),
      ...(theirs && { baselineMs: theirs.atMs + offsetMs - beganMs }),
      clockErrorMs: errorMs,
      isRight: effect !== undefined && (target === null || effect.isRight),
    });
    return { ...said, effect };
  }
}

function outcomeOf({ effect, askedLeave, answer }: Said & { effect: Effect | undefined }): string {
  if (effect) return effect.isRight ? 'right' : 'wrong';
  return askedLeave || /which one\?$|^did you mean/i.test(answer) ? 'asked' : answer;
}
