import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { TextData } from '#protocol';
import { startFakeCall, type FakeCall } from '../harness/fake-call.ts';

const ADDRESS = 'https://mail.example/write';
const HTML = `<title>Write</title><textarea aria-label="Message" autofocus></textarea>
  <button>Send</button><input type="password" aria-label="Password">`;

/** The extension with a backend that says what was dictated. */
describe('a dictation', () => {
  let call: FakeCall;
  let page: Page;
  let turn = 0;

  beforeAll(async () => {
    call = await startFakeCall({ permissions: ['hosts'] });
    const { context } = call.browser;
    await context.route(`${ADDRESS}**`, (route) => route.fulfill({ contentType: 'text/html', body: HTML }));
    page = await context.newPage();
    await page.goto(ADDRESS);
    await page.bringToFront();
    await call.session.waitForState('the page', ({ page: active }) => active?.url === ADDRESS);
  });
  afterAll(() => call.end());

  const say = (state: 'on' | 'off') => call.backend.send({ type: 'cmd', name: 'dictation', data: { state } });
  const dictate = (text: string, more: Partial<TextData> = {}) => {
    const data = {
      data_type: 'dictation',
      role: 'user',
      text,
      text_ts: 0,
      is_final: true,
      stream_id: 1,
    } as const;
    call.backend.send({ type: 'data', name: 'text_data', data: { ...data, turn_id: ++turn, ...more } });
    return turn;
  };
  const becomes = (text: string) =>
    vi.waitFor(async () => expect(await page.inputValue('textarea')).toBe(text), { timeout: 10_000 });

  it('writes into the focused field what the backend sends, once, and shows where', async () => {
    await page.focus('textarea');
    say('on');
    await call.panel.waitForStatus('Dictating into “Message”');
    const showing = dictate('hel', { is_final: false });
    await call.session.waitForState('the partial', ({ dictating }) => dictating?.partial === 'hel');
    dictate('hello', { turn_id: showing });
    dictate('hello', { turn_id: showing });
    dictate('world.');
    await becomes('Hello world.');
    dictate('', { edit: 'scratch' });
    await becomes('Hello');
    const { turns } = await call.session.waitForState('the text', (state) =>
      state.turns.some(({ dictated }) => dictated?.text === 'Hello'),
    );
    expect(turns.filter(({ dictated }) => dictated)).toHaveLength(1);
    say('off');
    await call.panel.waitForStatus('Listening');
  });

  it('is begun by the button, and ended with the reason where a secret has the focus', async () => {
    await page.focus('[type=password]');
    await call.panel.clickSelector('[aria-label=Dictate]');
    await call.backend.waitForCommand('dictation', ({ data }) => data.state === 'on');
    say('on');
    const { data } = await call.backend.waitForCommand('dictation', ({ data }) => data.state === 'off');
    expect(data.reason).toMatch(/password/);
    dictate('lost');
    const kept = await call.session.waitForState('what is kept', (state) =>
      state.turns.some((each) => each.dictated?.kept === 'lost'),
    );
    expect(kept.dictating).toBeNull();
    expect(await page.inputValue('[type=password]')).toBe('');
  });
});
