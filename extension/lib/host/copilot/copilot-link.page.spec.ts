import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PAGE } from '../../testing/fake-browser-calls';
import { startCopilot, type CopilotHarness } from '../../testing/host/copilot-harness';
import { PHRASES_DELAY_MS } from '../../tools/phrases/phrases-publisher';

describe('the page, reading, sleep and quotes in CopilotLink', () => {
  let client: CopilotHarness['client'];
  let browser: CopilotHarness['browser'];
  let tab: CopilotHarness['tab'];
  let played: CopilotHarness['played'];
  let outputs: CopilotHarness['outputs'];
  let session: CopilotHarness['session'];
  let sut: CopilotHarness['sut'];
  let settled: CopilotHarness['settled'];
  let open: CopilotHarness['open'];
  let command: CopilotHarness['command'];
  let names: CopilotHarness['names'];

  beforeEach(async () => {
    vi.useFakeTimers();
    ({ client, browser, tab, played, outputs, session, sut, settled, open, command, names } =
      await startCopilot());
  });
  afterEach(() => void vi.useRealTimers());

  describe('the names on the page', () => {
    const take = (...phrases: string[]) =>
      sut.takePhrases({ source: { tabId: 7, documentId: 'D' }, path: [], phrases, hasNewFrame: false });
    const wait = () => vi.advanceTimersByTimeAsync(PHRASES_DELAY_MS);
    const watched = () =>
      browser.calls.filter(({ name }) => name === 'watch_phrases').map(({ args }) => args);

    it('go to the backend only in a session that listens', async () => {
      take('Menu');
      await wait();
      expect(watched()).toEqual([]);
      await open();
      expect(watched()).toEqual([{ tabId: 7, on: true }]);
      take('Menu');
      await wait();
      expect(client.sent('page_phrases')).toEqual([{ phrases: ['Menu'] }]);
      command({ type: 'cmd', name: 'sleep', data: { state: 'on' } });
      expect(client.sent('page_phrases').at(-1)).toEqual({ phrases: [] });
      expect(watched().at(-1)).toEqual({ tabId: 7, on: false });
    });

    it('are replaced by none when the page is closed to Earshot', async () => {
      await open();
      take('Menu');
      await wait();
      tab.page = { ...PAGE, access: 'never' };
      sut.pageChanged();
      await settled();
      expect(client.sent('page_phrases').at(-1)).toEqual({ phrases: [] });
    });

    it('wait while the connection is lost, and go to the session then', async () => {
      await open();
      client.reconnectingEvent.emit({ code: 1006, attempt: 1, at: 0 } as never);
      take('Menu');
      await wait();
      expect(client.sent('page_phrases')).toEqual([]);
      client.open({ resumed: true });
      expect(client.sent('page_phrases')).toEqual([{ phrases: ['Menu'] }]);
    });
  });

  describe('reading', () => {
    const read = () =>
      client.dataEvent.emit({
        type: 'data',
        name: 'reading',
        data: { turn_id: 1, tab: 7, from: 100, to: 115, text_from: 0 },
      });

    it('is in the state, and lights what is heard', async () => {
      await open();
      client.text('user', 'read this page', 1);
      read();
      expect(session.state.reading).toEqual({ turnId: 1, tab: 7, title: 'Shop' });
      client.text('assistant', 'Pears are ripe.', 1, { is_final: false });
      client.dataEvent.emit({
        type: 'data',
        name: 'speech_marks',
        data: { turn_id: 1, marks: [{ end: 5, start_ms: 0, end_ms: 300 }] },
      });
      client.speak(1, 32_000);
      await settled();
      outputs[0]!.play(512);
      await settled();
      expect(browser.calls.at(-1)).toEqual({ name: 'highlight', args: { tabId: 7, from: 100, to: 105 } });
    });

    it.each<[string, () => void]>([
      ['the answer was heard', () => client.text('assistant', 'Pears are ripe.', 1)],
      [
        'it is interrupted',
        () => command({ type: 'cmd', name: 'flush', data: { turn_id: 1, reason: 'interrupt' } }),
      ],
      ['the user stops it', () => sut.stop()],
      ['the call ends', () => session.hangUp()],
    ])('is over when %s', async (_, end) => {
      await open();
      client.text('user', 'read this page', 1);
      client.text('assistant', 'Pears', 1, { is_final: false });
      client.dataEvent.emit({
        type: 'data',
        name: 'reading',
        data: { turn_id: 1, tab: 7, from: 100, to: 115 },
      });
      expect(browser.calls.at(-1)).toEqual({ name: 'highlight', args: { tabId: 7, from: 100, to: 115 } });
      end();
      await settled();
      expect(session.state.reading).toBeNull();
      expect(browser.calls.filter(({ name }) => name === 'highlight').at(-1)).toEqual({
        name: 'highlight',
        args: { tabId: 7, from: null },
      });
    });
  });

  describe('sounds and sleep', () => {
    it('plays a sound in place of words, and not for an interrupted turn', async () => {
      await open();
      command({ type: 'cmd', name: 'earcon', data: { turn_id: 1, sound: 'done' } });
      command({ type: 'cmd', name: 'flush', data: { turn_id: 2, reason: 'barge_in' } });
      command({ type: 'cmd', name: 'earcon', data: { turn_id: 2, sound: 'not_done' } });
      expect(played).toEqual(['done']);
    });

    it('sleeps when the backend does, and wakes up by the button', async () => {
      await open();
      command({ type: 'cmd', name: 'sleep', data: { state: 'on' } });
      client.dataEvent.emit({ type: 'data', name: 'state', data: { state: 'waiting', turn_id: 1 } });
      expect(session.state).toMatchObject({ asleep: true, phase: 'waiting' });
      sut.wake();
      expect(session.state.asleep).toBe(false);
      expect(client.sent('sleep')).toEqual([{ state: 'off' }]);
    });

    it('stays asleep while it says its last words', async () => {
      await open();
      command({ type: 'cmd', name: 'sleep', data: { state: 'on' } });
      client.phase('speaking', 1);
      expect(session.state.asleep).toBe(true);
    });

    it('knows from the state of a resumed session that it sleeps, or is awake again', async () => {
      await open();
      client.dataEvent.emit({ type: 'data', name: 'state', data: { state: 'waiting', turn_id: 1 } });
      expect(session.state.asleep).toBe(true);
      client.phase('listening', 2);
      expect(session.state.asleep).toBe(false);
    });
  });

  describe('a quote', () => {
    const quote = { text: 'Pears are ripe.', title: 'Pears', url: 'https://fruit.example/' };

    it('is shared with the session until it is dropped', async () => {
      await open();
      sut.ask(quote);
      expect(session.state.quote).toEqual(quote);
      expect(client.sent('page_context')).toEqual([
        { url: quote.url, title: 'Pears', selection: 'Pears are ripe.' },
      ]);
      sut.ask(null);
      expect(session.state.quote).toBeNull();
      expect(client.sent('page_context').at(-1)).toEqual({ url: '', title: '' });
    });

    it('is shared with a session that begins later, before the first turn', async () => {
      sut.ask({ ...quote, url: '' });
      client.commands.length = 0;
      await open();
      expect(names()).toEqual(['tool_register', 'page_context', 'update_config', 'text_input', 'ping']);
      expect(client.sent('page_context')).toMatchObject([{ url: 'about:blank' }]);
    });
  });
});
