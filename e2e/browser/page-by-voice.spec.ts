import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import type { SessionState } from '../../extension/lib/session/state/session-state.ts';
import { spokenPhrases } from '../../testing/sounds.ts';
import { quietRoom } from '../../testing/speech-fixtures.ts';
import { prepareCall, type Call } from '../harness/call.ts';

/** Commands and answers, for a page that is open in the tab. Each is said when the one before was carried out. */
const PHRASES = [
  'show numbers',
  'click four',
  'click sign in',
  'scroll down',
  'read this page',
  'stop',
  'click delete',
  'no',
  'what time is it',
  'yes',
] as const;

describe('a page used by voice', () => {
  let call: Call;
  let page: Page;
  let speech: Map<(typeof PHRASES)[number], Int16Array>;

  beforeAll(async () => {
    [speech, call] = await Promise.all([spokenPhrases(PHRASES), prepareCall({ permissions: ['hosts'] })]);
    await call.session.replaceMicrophone(quietRoom(2_000));
    page = await call.browser.context.newPage();
    await page.route('https://harbour.example/', (route) =>
      route.fulfill({ path: resolve(import.meta.dirname, '../../fixtures/pages/by-voice.html') }),
    );
    await page.goto('https://harbour.example/');
    await page.bringToFront();
    await call.panel.click('primary');
    await call.session.waitForState(
      'the conversation to begin',
      ({ connection, phase, microphone, page: shown }) =>
        connection === 'open' && phase === 'listening' && microphone === 'live' && shown !== null,
    );
  });
  afterAll(() => call.end());

  const say = (phrase: (typeof PHRASES)[number]) => call.session.say(speech.get(phrase)!);
  const outcomeOf = async (tool: string, count = 1) => {
    const done = ({ acts }: SessionState) =>
      acts.filter((act) => act.tool === tool && act.state !== 'running' && act.state !== 'asking');
    const state = await call.session.waitForState(`${count} × ${tool}`, (each) => done(each).length >= count);
    return done(state)[count - 1]!;
  };
  const isPressed = (id: string) => page.locator(`#${id}`).getAttribute('aria-pressed');
  const question = () =>
    call.session.waitForState('a question', ({ acts }) => acts.some(({ state }) => state === 'asking'));

  /** Waits until some words of what the assistant says now were heard. */
  const isHeard = (text: RegExp) =>
    call.session.waitForState(`${text} to be heard`, ({ turns }) => {
      const { assistant } = turns.at(-1)!;
      return assistant !== null && text.test(assistant.text) && assistant.spoken > 'The harbour'.length;
    });

  it('shows numbers, and clicks the control with the number', async () => {
    await say('show numbers');
    expect(await outcomeOf('show_numbers')).toMatchObject({ state: 'done' });
    await say('click four');
    expect(await outcomeOf('click')).toMatchObject({ state: 'done' });
    expect(await isPressed('map')).toBe('true');
  });

  it('clicks a control by its name', async () => {
    await say('click sign in');
    expect(await outcomeOf('click', 2)).toMatchObject({ state: 'done', what: 'Clicked "Sign in"' });
    expect(await isPressed('sign-in')).toBe('true');
  });

  it('scrolls', async () => {
    await say('scroll down');
    expect(await outcomeOf('scroll')).toMatchObject({ state: 'done', what: 'Scrolled down' });
    expect(await page.evaluate('scrollY')).toBeGreaterThan(100);
  });

  it('reads the page aloud until it is stopped', async () => {
    await say('read this page');
    await isHeard(/^The harbour/);
    await say('stop');
    const readingOf = ({ turns }: SessionState) =>
      turns.find(({ user }) => user?.text === 'read this page')?.assistant;
    const state = await call.session.waitForState('the reading to be stopped', (state) => {
      const { user } = state.turns.at(-1)!;
      return readingOf(state)?.interrupted === true && user?.text === 'stop' && user.final;
    });
    const answer = readingOf(state)!;
    expect(answer.text).toMatch(/^The harbour/);
    expect(answer.text).not.toMatch(/without that noise/);
  });

  it('asks before it deletes, and deletes nothing after a spoken no', async () => {
    await say('click delete');
    expect((await question()).acts.at(-1)?.question).toBe('Click the button "Delete" on harbour.example?');
    await say('no');
    expect(await outcomeOf('click', 3)).toMatchObject({ state: 'denied', what: 'Click "Delete"' });
    expect(await isPressed('delete')).toBeNull();
  });

  it('answers other words while it asks, and deletes after a spoken yes', async () => {
    await say('click delete');
    await question();
    // A yes counts only once the question began to be heard.
    await isHeard(/^Click the button "Delete"/);
    await say('what time is it');
    const answered = await call.session.waitForState('the time', ({ turns }) =>
      turns.some(({ user, assistant }) => /time/.test(user?.text ?? '') && assistant?.final === true),
    );
    expect(answered.acts.at(-1)).toMatchObject({ state: 'asking' });
    expect(await isPressed('delete')).toBeNull();
    await say('yes');
    expect(await outcomeOf('click', 4)).toMatchObject({ state: 'done', what: 'Clicked "Delete"' });
    expect(await isPressed('delete')).toBe('true');
  });
});
