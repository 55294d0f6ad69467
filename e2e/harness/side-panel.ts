import { writeFileSync } from 'node:fs';
import type { Mode } from '#protocol';
import { until, WAIT_MS, type BrowserCdp, type CdpPage } from './cdp.ts';

export type Control =
  | 'primary'
  | 'interrupt'
  | 'hang-up'
  | 'text-input'
  | 'settings'
  | 'back'
  | 'pause-before-reply'
  | 'interruption-sensitivity';

/** The latest answer, split by what was spoken. */
export interface ShownAnswer {
  spoken: string;
  upcoming: string;
  unheard: string;
  /** The height of the answer on the screen. */
  heightPx: number;
}

const KEYS = { Escape: 27, Enter: 13, Tab: 9, ArrowRight: 39, ArrowLeft: 37, ' ': 32 };
export type Key = keyof typeof KEYS;

export interface ShownTurn {
  who: 'user' | 'assistant' | 'pending';
  text: string;
  /** The transcript or the answer is not final. */
  partial: boolean;
}

/** The side panel, read and operated as by a user: visible texts, clicks and keys. */
export class SidePanel {
  readonly page: CdpPage;
  readonly #browser: BrowserCdp;

  constructor(page: CdpPage, browser: BrowserCdp) {
    this.page = page;
    this.#browser = browser;
  }

  /** Waits until it shows the host's state. */
  async ready(): Promise<void> {
    await until('the side panel to attach', () =>
      this.page.evaluate<boolean>(`document.querySelector('[data-attached="true"]') !== null`),
    );
  }

  /** The status in the header. */
  status(): Promise<string> {
    return this.#text('status');
  }

  /** The text of the problem banner; empty if there is none. */
  problem(): Promise<string> {
    return this.#text('problem');
  }

  /** The label of the primary button. */
  primary(): Promise<string> {
    return this.#text('primary');
  }

  text(): Promise<string> {
    return this.page.evaluate<string>('document.body.innerText');
  }

  conversation(): Promise<ShownTurn[]> {
    return this.page.evaluate<ShownTurn[]>(`
      [...document.querySelectorAll('[data-testid=conversation] article')].map((article) => ({
        who: article.dataset.testid,
        text: article.querySelector('[data-words]').innerText.trim(),
        partial: article.dataset.testid !== 'pending' && article.matches('[aria-live=off]'),
      }))`);
  }

  answer(): Promise<ShownAnswer> {
    return this.page.evaluate<ShownAnswer>(`(() => {
      const article = [...document.querySelectorAll('[data-testid=assistant]')].at(-1);
      const text = (part) =>
        [...(article?.querySelectorAll('[data-part=' + part + ']') ?? [])].map((node) => node.textContent).join('');
      const whole = article?.querySelector('[data-words]').textContent ?? '';
      return {
        spoken: whole.slice(0, whole.length - text('upcoming').length),
        upcoming: text('upcoming'),
        unheard: text('unheard'),
        heightPx: article?.getBoundingClientRect().height ?? 0,
      };
    })()`);
  }

  async waitForStatus(status: string | RegExp, timeoutMs?: number): Promise<string> {
    return this.#waitFor(`the status ${status}`, () => this.status(), status, timeoutMs);
  }

  async waitForProblem(problem: string | RegExp, timeoutMs?: number): Promise<string> {
    return this.#waitFor(`the problem ${problem}`, () => this.problem(), problem, timeoutMs);
  }

  /** Waits for a turn of the conversation: a final one, or a partial with `partial`. */
  async waitForTurn(
    who: ShownTurn['who'],
    text: string | RegExp,
    { partial = false, timeoutMs = WAIT_MS } = {},
  ): Promise<ShownTurn> {
    const matches = (turn: ShownTurn) =>
      turn.who === who &&
      turn.partial === partial &&
      (typeof text === 'string' ? turn.text.includes(text) : text.test(turn.text));
    try {
      return await until(`${who}: ${text}`, async () => (await this.conversation()).find(matches), timeoutMs);
    } catch (error) {
      throw new Error(`${String(error)} It shows: ${JSON.stringify(await this.conversation())}`);
    }
  }

  /** Clicks the middle of the control with the mouse. */
  async click(control: Control): Promise<void> {
    await this.clickSelector(`[data-testid="${control}"]`);
  }

  async clickSelector(selector: string): Promise<void> {
    const at = await this.#middleOf(selector);
    await this.#mouse('mousePressed', at);
    await this.#mouse('mouseReleased', at);
  }

  /** Presses the mouse button on the control. @returns a function that releases it outside the control. */
  async hold(control: Control): Promise<() => Promise<void>> {
    const at = await this.#middleOf(`[data-testid="${control}"]`);
    await this.#mouse('mousePressed', at);
    return () => this.#mouse('mouseReleased', { x: at.x, y: at.y - 200 });
  }

  /**
   * Waits until the control is enabled, has not moved in a drawn frame, and is what the mouse meets at its middle.
   * The conversation follows its latest words when it is drawn, so time alone tells nothing on a busy machine.
   */
  async #middleOf(selector: string): Promise<{ x: number; y: number }> {
    const quoted = JSON.stringify(selector);
    return until(`${selector}, enabled and at rest`, () =>
      this.page.evaluate<{ x: number; y: number } | null>(`(async () => {
        const element = document.querySelector(${quoted});
        if (!element || element.disabled || element.ariaDisabled === 'true') return null;
        element.scrollIntoView({ block: 'nearest' });
        const middle = () => {
          const { x, y, width, height } = element.getBoundingClientRect();
          return { x: x + width / 2, y: y + height / 2 };
        };
        const before = middle();
        // What observes the size scrolls in the frame, after its callbacks.
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
        const at = middle();
        const hit = document.elementFromPoint(at.x, at.y);
        const rests = at.x === before.x && at.y === before.y;
        return rests && (element.contains(hit) || hit?.closest('label')?.contains(element)) ? at : null;
      })()`),
    );
  }

  async #mouse(type: 'mousePressed' | 'mouseReleased', at: { x: number; y: number }): Promise<void> {
    await this.page.send('Input.dispatchMouseEvent', { ...at, type, button: 'left', clickCount: 1 });
  }

  /** Turns the mouse wheel in the middle of the element. @param deltaY in pixels; negative scrolls up */
  async wheel(selector: string, deltaY: number): Promise<void> {
    const at = await this.#middleOf(selector);
    await this.page.send('Input.dispatchMouseEvent', { ...at, type: 'mouseWheel', deltaX: 0, deltaY });
  }

  async press(key: Key): Promise<void> {
    await this.keyDown(key);
    await this.keyUp(key);
  }

  /** @param repeat marks the event as a key repeat. */
  async keyDown(key: Key, { repeat = false } = {}): Promise<void> {
    const text = { Enter: '\r', ' ': ' ' }[key as string];
    await this.page.send('Input.dispatchKeyEvent', {
      ...keyEvent(key),
      type: 'keyDown',
      autoRepeat: repeat,
      ...(text && { text }),
    });
  }

  async keyUp(key: Key): Promise<void> {
    await this.page.send('Input.dispatchKeyEvent', { ...keyEvent(key), type: 'keyUp' });
  }

  async focus(control: Control): Promise<void> {
    await this.page.evaluate(`document.querySelector('[data-testid="${control}"]').focus()`);
  }

  async switchMode(mode: Mode): Promise<void> {
    await this.clickSelector(`[data-testid=mode] label:has([value=${mode}])`);
  }

  /** Types a turn and sends it with Enter. */
  async type(text: string): Promise<void> {
    await this.click('text-input');
    await this.page.send('Input.insertText', { text });
    await this.press('Enter');
  }

  /** Sets colour scheme, motion and size, for example before a screenshot. */
  async emulate({
    colorScheme = 'light',
    reducedMotion = false,
    widthPx = 360,
    heightPx = 640,
  } = {}): Promise<void> {
    await this.page.send('Emulation.setEmulatedMedia', {
      features: [
        { name: 'prefers-color-scheme', value: colorScheme },
        { name: 'prefers-reduced-motion', value: reducedMotion ? 'reduce' : 'no-preference' },
      ],
    });
    await this.page.send('Emulation.setDeviceMetricsOverride', {
      width: widthPx,
      height: heightPx,
      deviceScaleFactor: 2,
      mobile: false,
    });
  }

  /** @param file where to put the PNG. */
  async screenshot(file: string): Promise<void> {
    const { data } = await this.page.send<{ data: string }>('Page.captureScreenshot', { format: 'png' });
    writeFileSync(file, Buffer.from(data, 'base64'));
  }

  async close(): Promise<void> {
    await this.#browser.close(this.page.targetId);
  }

  async #text(testId: string): Promise<string> {
    return this.page.evaluate<string>(
      `document.querySelector('[data-testid="${testId}"]')?.innerText.trim() ?? ''`,
    );
  }

  async #waitFor(
    what: string,
    read: () => Promise<string>,
    expected: string | RegExp,
    timeoutMs = WAIT_MS,
  ): Promise<string> {
    const matches = (text: string) =>
      typeof expected === 'string' ? text === expected : expected.test(text);
    try {
      return await until(
        what,
        async () => {
          const text = await read();
          return matches(text) && text;
        },
        timeoutMs,
      );
    } catch (error) {
      throw new Error(`${String(error)} It says: ${await read()}`);
    }
  }
}

function keyEvent(key: Key): { key: string; code: string; windowsVirtualKeyCode: number } {
  return { key, code: key === ' ' ? 'Space' : key, windowsVirtualKeyCode: KEYS[key] };
}
