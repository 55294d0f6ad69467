import { resolve } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import type { ServerMessage } from '#protocol';
import { spokenPhrases } from '../../testing/sounds.ts';
import { quietRoom } from '../../testing/speech-fixtures.ts';
import { until } from '../harness/cdp.ts';
import { prepareCall, type Call } from '../harness/call.ts';

const PHRASES = [
  'click proceed to checkout',
  'click redeem voucher',
  'flip a coin',
  'start dictating',
  'hello world',
  'stop dictating',
] as const;

describe('a command about the page, heard by name', () => {
  let call: Call;
  let page: Page;
  let speech: Map<(typeof PHRASES)[number], Int16Array>;

  afterEach(() => call.end());

  async function begin(heardCommand: object = {}): Promise<void> {
    const backend = { config: { conversation: { greeting: '', heardCommand } } };
    [speech, call] = await Promise.all([
      spokenPhrases(PHRASES),
      prepareCall({ permissions: ['hosts'], backend }),
    ]);
    await call.session.replaceMicrophone(quietRoom(2_000));
    page = await call.browser.context.newPage();
    await page.route('https://lamps.example/', (route) =>
      route.fulfill({ path: resolve(import.meta.dirname, '../../fixtures/pages/checkout.html') }),
    );
    await page.goto('https://lamps.example/');
    await page.bringToFront();
    await call.panel.click('primary');
    await call.session.waitForState(
      'the conversation to begin',
      ({ phase, microphone, page: shown }) =>
        phase === 'listening' && microphone === 'live' && shown?.url === page.url(),
    );
    await until('the names of the page to be sent', async () =>
      call.wire.fromClient.some((message) => 'name' in message && message.name === 'page_phrases'),
    );
  }

  const say = (phrase: (typeof PHRASES)[number]) => call.session.say(speech.get(phrase)!);
  const clicks = () => page.evaluate<string[]>('globalThis.clicks');
  const story = () => call.wire.fromServer.flatMap(chapter);
  const storyOf = (length: number) =>
    until(`${length} chapters`, async () => story().length >= length && story());

  it('is carried out once, another sentence is answered as without a page, and what is dictated is written', async () => {
    await begin();
    const field = page.getByRole('textbox').first();
    await field.focus();
    await say('click proceed to checkout');
    await call.panel.waitForTurn('user', /^click Proceed to checkout$/);
    await storyOf(2);
    // The names of the page alone would make this "click on Sign in".
    await say('flip a coin');
    expect(await storyOf(4)).toEqual([
      'user: click Proceed to checkout',
      'click',
      'user: flip a coin',
      expect.stringMatching(/^assistant: (?:Heads|Tails)\.$/),
    ]);
    expect(await clicks()).toEqual(['Proceed to checkout']);

    await field.focus();
    await say('start dictating');
    await call.session.waitForState('the dictation', ({ dictating }) => dictating !== null);
    await say('hello world');
    await until('the text', async () => (await field.inputValue()) === 'Hello world');
    await say('stop dictating');
    await call.session.waitForState('its end', ({ dictating }) => dictating === null);
    expect(await field.inputValue()).toBe('Hello world');
    expect(story().slice(4)).toEqual(['user: start dictating']);
  });

  it('is asked about once if it is doubtful, also where it submits a form', async () => {
    await begin({ sure: 1 });
    for (const [i, name] of ['Proceed to checkout', 'Redeem voucher'].entries()) {
      await say(PHRASES[i]!);
      await call.panel.waitForTurn('assistant', `${name}?`);
      expect(await clicks()).toHaveLength(i);
      await call.panel.type('yes');
      await until('a click', async () => (await clicks()).length > i);
      expect(story().slice(i * 4)).toEqual([
        `user: click ${name}`,
        `assistant: ${name}?`,
        'user: yes',
        'click',
      ]);
    }
    expect(await clicks()).toEqual(['Proceed to checkout', 'Redeem voucher']);
  });
});

/** @returns what both sides have said, clicks, and questions of the browser's own */
function chapter(message: ServerMessage): string[] {
  if (message.type === 'cmd' && message.name === 'tool_call')
    return message.data.name === 'click' ? ['click'] : [];
  if (message.type !== 'data') return [];
  if (message.name === 'approval') return [`approval ${message.data.state}`];
  if (message.name !== 'text_data') return [];
  const { data_type: type, role, text, is_final: isFinal } = message.data;
  return type === 'transcribe' && isFinal && text !== '' ? [`${role}: ${text}`] : [];
}
