import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import type { SessionState } from '../../extension/lib/session/state/session-state.ts';
import { spokenPhrases } from '../../testing/sounds.ts';
import { until } from '../harness/cdp.ts';
import { prepareCall, type Call } from '../harness/call.ts';

/** One recording of commands and answers, for a page that is open in the tab. */
const COMMANDS = [
  ['show numbers', 1_000],
  ['click four', 5_000],
  ['click sign in', 9_000],
  ['scroll down', 13_000],
  ['read this page', 17_000],
  ['stop', 23_000],
  ['click delete', 27_000],
  ['what time is it', 34_000],
  ['yes', 42_000],
] as const;

describe('a page used by voice', () => {
  let call: Call;
  let page: Page;

  beforeAll(async () => {
    const speech = await spokenPhrases(COMMANDS.map(([text]) => text));
    call = await prepareCall({
      permissions: ['hosts'],
      says: COMMANDS.map(([text, atMs]) => ({ pcm: speech.get(text)!, atMs })),
    });
    page = await call.browser.context.newPage();
    await page.route('https://harbour.example/', (route) =>
      route.fulfill({ path: resolve(import.meta.dirname, '../../fixtures/pages/by-voice.html') }),
    );
    await page.goto('https://harbour.example/');
    await page.bringToFront();
    await call.panel.click('primary');
  });
  afterAll(() => call.end());

  const acts = async () => (await call.session.state()).acts;
  const outcomeOf = (tool: string, count = 1) =>
    until(`${count} × ${tool}`, async () => {
      const done = (await acts()).filter(
        (act) => act.tool === tool && act.state !== 'running' && act.state !== 'asking',
      );
      return done.length >= count && done[count - 1];
    });
  const isPressed = (id: string) => page.locator(`#${id}`).getAttribute('aria-pressed');

  it('shows numbers, and clicks the control with the number', async () => {
    expect(await outcomeOf('show_numbers')).toMatchObject({ state: 'done' });
    expect(await outcomeOf('click')).toMatchObject({ state: 'done' });
    expect(await isPressed('map')).toBe('true');
  });

  it('clicks a control by its name', async () => {
    expect(await outcomeOf('click', 2)).toMatchObject({ state: 'done', what: 'Clicked "Sign in"' });
    expect(await isPressed('sign-in')).toBe('true');
  });

  it('scrolls', async () => {
    expect(await outcomeOf('scroll')).toMatchObject({ state: 'done', what: 'Scrolled down' });
    expect(await page.evaluate('scrollY')).toBeGreaterThan(100);
  });

  it('reads the page aloud until it is stopped', async () => {
    await call.panel.waitForTurn('assistant', /The harbour never sleeps/, { partial: true });
    const readingOf = ({ turns }: SessionState) =>
      turns.find(({ user }) => user?.text === 'read this page')?.assistant;
    const state = await call.session.waitForState(
      'the reading to be stopped',
      (state) => readingOf(state)?.interrupted === true,
    );
    const answer = readingOf(state)!;
    expect(answer.text).toMatch(/^The harbour/);
    expect(answer.text).not.toMatch(/without that noise/);
  });

  it('asks before it deletes, answers other words, and deletes after a spoken yes', async () => {
    const asked = await call.session.waitForState('a question', ({ acts }) =>
      acts.some(({ state }) => state === 'asking'),
    );
    expect(asked.acts.at(-1)?.question).toBe('Click the button "Delete" on harbour.example?');
    const answered = await call.session.waitForState('the time', ({ turns }) =>
      turns.some(({ user, assistant }) => /time/.test(user?.text ?? '') && assistant?.final === true),
    );
    expect(answered.acts.at(-1)).toMatchObject({ state: 'asking' });
    expect(await isPressed('delete')).toBeNull();
    expect(await outcomeOf('click', 3)).toMatchObject({ state: 'done', what: 'Clicked "Delete"' });
    expect(await isPressed('delete')).toBe('true');
  });
});
