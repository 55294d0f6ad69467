import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { AxeResults } from 'axe-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../harness/cdp.ts';
import { startFakeCall, type FakeCall } from '../harness/fake-call.ts';

const AXE = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/** Runs code in a page and returns its value, awaited. */
type Evaluate = (expression: string) => Promise<unknown>;

/** @returns the violations of all of axe's rules in a page, each with its elements and what is wrong with them. */
async function violations(evaluate: Evaluate): Promise<string[]> {
  await evaluate(`${AXE};0`);
  const rules = `{ 'label-content-name-mismatch': { enabled: true } }`;
  const results = (await evaluate(`axe.run({ rules: ${rules}, resultTypes: ['violations'] })`)) as AxeResults;
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html}: ${failureSummary}`),
  );
}

const COLOR_SCHEMES = ['light', 'dark'] as const;

const MARKDOWN = `# Two cities

Both are **large**: see [Tokyo](https://en.wikipedia.org/wiki/Tokyo) and \`code\`.

1. One
   - [x] two

| City | People in the city | Area in square kilometres |
|------|-------------------:|---------------------------|
| Tokyo | 13,960,000 | 2,194 |

\`\`\`js
const distance = await measureTheDistanceBetween('Tokyo', 'Kyoto', { unit: 'kilometre' });
\`\`\`

#### The end

> So it goes.

مرحبا`;

describe('the accessibility of', () => {
  let call: FakeCall;
  beforeAll(async () => {
    call = await startFakeCall({ permissions: ['hosts'] });
  });
  afterAll(() => call.end());

  async function expectNoViolations(): Promise<void> {
    const { panel } = call;
    for (const colorScheme of COLOR_SCHEMES) {
      for (const widthPx of [320, 420]) {
        await panel.emulate({ colorScheme, reducedMotion: true, widthPx });
        const found = await violations((expression) => panel.page.evaluate(expression));
        expect(found, `${colorScheme}, ${widthPx} px`).toEqual([]);
      }
    }
  }

  it('the empty panel', expectNoViolations);

  it('a conversation with Markdown, words to come, a stopped answer and timings', async () => {
    const { backend, panel } = call;
    backend.text('assistant', "Hi, I'm listening.", 1);
    backend.text('user', 'tell me', 2);
    backend.text('assistant', MARKDOWN, 2);
    backend.send({ type: 'data', name: 'metrics', data: { turn_id: 2, stt_final_ms: 210 } });
    backend.text('user', 'and again', 3);
    backend.text('assistant', MARKDOWN, 3, false);
    backend.text('assistant', MARKDOWN.slice(0, MARKDOWN.indexOf(' and `code`')), 3, true, true);
    backend.text('user', 'once more', 4);
    backend.text('assistant', MARKDOWN, 4, false);
    backend.text('user', 'wha', 5, false);
    await panel.waitForTurn('user', 'wha', { partial: true });
    await panel.clickSelector('[aria-expanded=false]');
    await expectNoViolations();
  });

  it('an error banner, and the button that jumps to the latest words', async () => {
    const { backend, panel } = call;
    backend.send({ type: 'error', error: 'No.', code: 'provider_timeout', stage: 'tts', fatal: false });
    await panel.waitForProblem(/No\./);
    await panel.wheel('.scroller', -10_000);
    await until('Jump to latest', async () => (await panel.text()).includes('Jump to latest'));
    await expectNoViolations();
  });

  it('a recorded call, with the explanation', async () => {
    const { backend, panel } = call;
    backend.send({ type: 'data', name: 'recording', data: { on: true, expires_at: Date.now() } });
    await until('the sign', async () => (await panel.text()).includes('Recorded'));
    await panel.clickSelector('[data-testid=recorded]');
    await expectNoViolations();
    backend.send({ type: 'data', name: 'recording', data: { on: false } });
    await until('no sign', async () => !(await panel.text()).includes('Recorded'));
  });

  it('the page, what was done there, a question, and what explains the page', async () => {
    const { backend, browser, panel } = call;
    await browser.context.route('https://shop.example/', (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: '<title>Shop</title><input type="checkbox" aria-label="Gift"><button>Delete</button>',
      }),
    );
    const page = await browser.context.newPage();
    await page.goto('https://shop.example/');
    await until('the sign of the page', async () => /Shop\s+Can read and act/.test(await panel.text()));
    const act = (call_id: string, name: string, args: object) =>
      backend.send({
        type: 'cmd',
        name: 'tool_call',
        data: { call_id, turn_id: 6, name, arguments: { ...args }, policy: 'allow' },
      });
    backend.text('user', 'check gift and delete it', 6);
    act('c1', 'page_snapshot', {});
    act('c2', 'set_checked', { ref: 'e1', checked: true });
    act('c3', 'click', { ref: 'e2' });
    await until('the card', async () => /Checked "Gift"\s+shop\.example/.test(await panel.text()));
    await panel.waitForStatus('Yes or no?');
    await panel.clickSelector('[data-testid=page-chip]');
    await expectNoViolations();
    await panel.press('Escape');
    expect(await panel.status()).toBe('Yes or no?');
    await panel.press('Escape');
    await until('the refusal', async () => (await panel.text()).includes('Click "Delete"'));
    await panel.clickSelector('[data-testid=act] button');
    await until('the way back', async () => /Undone/.test(await panel.text()));
    expect(await page.getByLabel('Gift').isChecked()).toBe(false);
    await page.close();
  });

  it('push-to-talk', async () => {
    call.backend.text('user', 'what', 5);
    await call.panel.switchMode('push_to_talk');
    await call.panel.waitForStatus('Hold Space to talk');
    await expectNoViolations();
  });

  it('the settings', async () => {
    await call.panel.click('settings');
    await expectNoViolations();
    await call.panel.click('back');
  });

  it('the panel without a backend', async () => {
    await call.backend.kill();
    await call.panel.waitForProblem(/Can't reach|Lost the connection/);
    await expectNoViolations();
  });

  it('the welcome page', async () => {
    const page = await call.browser.welcomePage();
    for (const colorScheme of COLOR_SCHEMES) {
      await page.emulateMedia({ colorScheme });
      expect(await violations((expression) => page.evaluate(expression)), colorScheme).toEqual([]);
    }
  });
});
