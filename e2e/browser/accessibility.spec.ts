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
    call = await startFakeCall();
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
