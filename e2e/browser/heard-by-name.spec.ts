import { resolve } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import type { ServerMessage } from '#protocol';
import { spokenPhrases } from '../../testing/sounds.ts';
import { until } from '../harness/cdp.ts';
import { prepareCall, type Call } from '../harness/call.ts';

/** A phrase and its time from the start of the microphone. */
type TimedPhrase = readonly [phrase: string, atMs: number];

describe('a command about the page, heard by name', () => {
  let call: Call;
  let page: Page;

  afterEach(() => call.end());

  async function begin(said: readonly TimedPhrase[], heardCommand: object = {}): Promise<void> {
    const speech = await spokenPhrases([...new Set(said.map(([phrase]) => phrase))]);
    call = await prepareCall({
      permissions: ['hosts'],
      says: said.map(([phrase, atMs]) => ({ pcm: speech.get(phrase)!, atMs })),
      backend: { config: { conversation: { greeting: '', heardCommand } } },
    });
    page = await call.browser.context.newPage();
    await page.route('https://lamps.example/', (route) =>
      route.fulfill({ path: resolve(import.meta.dirname, '../../fixtures/pages/checkout.html') }),
    );
    await page.goto('https://lamps.example/');
    await page.bringToFront();
    await call.panel.click('primary');
  }

  const clicks = () => page.evaluate<string[]>('globalThis.clicks');
  const story = () => call.wire.fromServer.flatMap(chapter);
  const storyOf = (length: number) =>
    until(`${length} chapters`, async () => story().length >= length && story());

  it('is carried out once, another sentence is answered as without a page, and what is dictated is written', async () => {
    await begin([
      ['click proceed to checkout', 2_000],
      // The names of the page alone would make this "click on Sign in".
      ['flip a coin', 9_000],
      ['start dictating', 14_000],
      ['hello world', 16_500],
      ['stop dictating', 18_500],
    ]);
    await call.panel.waitForTurn('user', /^click Proceed to checkout$/);
    await until('a click', async () => (await clicks()).length > 0);
    const field = page.getByRole('textbox').first();
    await field.focus();
    expect(await storyOf(4)).toEqual([
      'user: click Proceed to checkout',
      'click',
      'user: flip a coin',
      expect.stringMatching(/^assistant: (?:Heads|Tails)\.$/),
    ]);
    expect(await clicks()).toEqual(['Proceed to checkout']);

    await call.session.waitForState('the dictation', ({ dictating }) => dictating !== null);
    await call.session.waitForState('its end', ({ dictating }) => dictating === null);
    await until('the text', async () => (await field.inputValue()) === 'Hello world');
    expect(story().slice(4)).toEqual(['user: start dictating']);
  });

  it('is asked about once if it is doubtful, also where it submits a form', async () => {
    const said: TimedPhrase[] = [
      ['click proceed to checkout', 2_000],
      ['click redeem voucher', 13_000],
    ];
    await begin(said, { sure: 1 });
    for (const [i, name] of ['Proceed to checkout', 'Redeem voucher'].entries()) {
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
