import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../harness/cdp.ts';
import { startFakeCall, type FakeCall } from '../harness/fake-call.ts';

const ANSWER = 'It goes on for a little while, so that the conversation is long enough to scroll through.';

describe('the panel', () => {
  let call: FakeCall;

  beforeAll(async () => {
    call = await startFakeCall();
    await call.panel.emulate({ widthPx: 420 });
    for (let turnId = 1; turnId <= 12; turnId++) {
      call.backend.text('user', `question number ${turnId}`, turnId);
      call.backend.text('assistant', ANSWER, turnId);
    }
    call.backend.send({
      type: 'data',
      name: 'metrics',
      data: { turn_id: 12, stt_final_ms: 210, llm_first_token_ms: 260, tts_first_audio_ms: 410 },
    });
    await until('all turns', async () => (await call.panel.conversation()).length === 24);
    await until('the end', atEnd);
  });
  afterAll(() => call.end());

  const evaluate = <Result>(expression: string) => call.panel.page.evaluate<Result>(expression);
  const scrollTop = () => evaluate<number>(`document.querySelector('.scroller').scrollTop`);
  const focused = () =>
    evaluate<string>(`document.activeElement.dataset.testid ?? document.activeElement.tagName`);

  async function atEnd(): Promise<boolean> {
    return evaluate<boolean>(`(() => {
      const { scrollHeight, scrollTop, clientHeight } = document.querySelector('.scroller');
      return scrollHeight - scrollTop - clientHeight < 2;
    })()`);
  }

  /** Waits for two animation frames: the layout has changed and resize observers have run. */
  async function settled(): Promise<void> {
    await evaluate(`new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))`);
  }

  /** Turns the wheel, as a user does: what else moves the view right after a change counts as the browser's. */
  async function wheelTo(px: number): Promise<void> {
    await call.panel.wheel('.scroller', -10_000);
    await until('the beginning', async () => (await scrollTop()) === 0);
    await call.panel.wheel('.scroller', px);
    await until('the place', async () => (await scrollTop()) === px);
  }

  it('keeps the end in view while its width changes, and when the last timings are opened', async () => {
    for (const widthPx of [380, 320, 420, 320]) {
      await call.panel.emulate({ widthPx });
      await settled();
      expect(await atEnd(), `at the end at ${widthPx} px`).toBe(true);
    }
    await call.panel.clickSelector('summary');
    await settled();
    expect(await atEnd()).toBe(true);
  });

  it('keeps the scroll position, also through the settings, until the user sends something', async () => {
    const { backend, panel } = call;
    await wheelTo(100);
    backend.text('user', 'one more', 13);
    await panel.waitForTurn('user', 'one more');
    await settled();
    expect(await scrollTop()).toBe(100);
    await panel.click('settings');
    await panel.click('back');
    await settled();
    expect(await scrollTop()).toBe(100);
    await panel.type('typed while scrolled up');
    await until('the end', atEnd);
  });

  it('keeps the draft and the focus through the settings, and the focus on Stop', async () => {
    const { backend, panel } = call;
    await panel.click('text-input');
    await panel.page.send('Input.insertText', { text: 'a draft' });
    await panel.click('settings');
    expect(await focused()).toBe('back');
    await panel.press('Enter');
    expect(await focused()).toBe('settings');
    expect(await evaluate(`document.querySelector('textarea').value`)).toBe('a draft');
    backend.phase('speaking', 14);
    backend.text('assistant', ANSWER, 14, false);
    backend.speak(14, 3_000);
    await panel.waitForStatus('Speaking');
    await panel.focus('interrupt');
    await panel.press('Enter');
    await backend.waitForCommand('interrupt');
    backend.phase('listening', 15);
    await panel.waitForStatus('Listening');
    expect(await focused()).toBe('interrupt');
  });

  /** Targets that cannot be hit 22 px from their middle, in any of the four directions. */
  const tooSmall = () =>
    evaluate<string[]>(`(() => {
      const targets = 'button, summary, textarea, a[href], label:has(input), input:not(label input)';
      return [...document.querySelectorAll(targets)].filter((target) => target.checkVisibility()).flatMap((target) => {
        target.scrollIntoView({ block: 'center' });
        const { x, y, width, height } = target.getBoundingClientRect();
        const missed = Object.entries({ left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] }).flatMap(
          ([side, [dx, dy]]) => {
            const hit = document.elementFromPoint(x + width / 2 + dx * 21.5, y + height / 2 + dy * 21.5);
            return target === hit?.closest(targets) ? [] : [side];
          },
        );
        const name = target.title || target.ariaLabel || target.innerText || target.tagName;
        return missed.length === 0 ? [] : [name + ' (' + width + ' x ' + height + ' px): ' + missed.join(', ')];
      });
    })()`);

  it('has targets of 44 px at 320 px, and nothing beyond its edge at 210 px', async () => {
    const { backend, panel } = call;
    await panel.emulate({ widthPx: 320 });
    backend.send({ type: 'error', error: 'No.', code: 'provider_timeout', stage: 'tts', fatal: false });
    await panel.waitForProblem(/No\./);
    // The panel must be at its end before the test scrolls away from it.
    await settled();
    await wheelTo(100);
    for (const words of ['Jump to latest', 'Timings']) {
      await until(words, async () => (await panel.text()).includes(words));
    }
    expect(await tooSmall(), 'in the call').toEqual([]);
    await panel.click('settings');
    expect(await tooSmall(), 'in the settings').toEqual([]);
    await panel.click('back');
    await panel.emulate({ widthPx: 210 });
    expect(await evaluate(`document.documentElement.scrollWidth`)).toBe(210);
    await panel.emulate();
  });

  it('shows that speech recognition failed, until it works again', async () => {
    const { backend, panel } = call;
    backend.send({
      type: 'error',
      error: 'Speech recognition needs PocketSphinx.',
      code: 'provider_unavailable',
      stage: 'stt',
      fatal: false,
    });
    await panel.waitForStatus("Can't understand speech");
    backend.text('user', 'what', 15, false);
    await panel.waitForStatus('Hearing you');
    // The final is empty: the partial disappears.
    backend.text('user', '', 15);
    await panel.waitForStatus('Listening');
    expect((await panel.conversation()).filter(({ text }) => text === 'what')).toEqual([]);
  });
});
