import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ServerCommands } from '#protocol';
import type { PageAccess } from '../../browser/browser-calls';
import { aTarget, FakeBrowserCalls, PAGE } from '../../testing/fake-browser-calls';
import { FakeBackendClient } from '../../testing/fake-backend-client';
import { FakeMicrophone } from '../../testing/fake-microphone';
import { fakePlaybackOutputs } from '../../testing/fake-playback-output';
import { SessionController } from '../../session/session-controller';
import { PHRASES_DELAY_MS } from '../../tools/phrases/phrases-publisher';
import { CopilotLink } from './copilot-link';

const URL = 'ws://127.0.0.1:8765';

describe(CopilotLink.name, () => {
  let client: FakeBackendClient;
  let browser: FakeBrowserCalls;
  let page: PageAccess;
  let played: string[];
  let outputs: ReturnType<typeof fakePlaybackOutputs>['outputs'];
  let session: SessionController;
  let sut: CopilotLink;

  beforeEach(async () => {
    vi.useFakeTimers();
    client = new FakeBackendClient();
    browser = new FakeBrowserCalls();
    page = PAGE;
    browser.answers.page_access = () => page;
    played = [];
    const { openOutput, outputs: opened } = fakePlaybackOutputs();
    outputs = opened;
    const nowMs = () => 0;
    sut = new CopilotLink(
      {
        client,
        callBrowser: browser.call,
        systemClipboard: { read: () => null, write: () => true },
        playEarcon: (sound) => played.push(sound),
        nowMs,
      },
      { state: () => session.state, apply: (event) => session.report(event) },
    );
    session = new SessionController(
      { client, clientName: 'test', microphone: new FakeMicrophone(), openOutput, nowMs },
      { onChange: (state, previous) => sut.onChange(state, previous), onLevels: () => undefined },
    );
    await settled();
  });
  afterEach(() => void vi.useRealTimers());

  const settled = () => vi.advanceTimersByTimeAsync(0);

  async function open() {
    session.sendText('click continue', URL);
    client.open();
    await settled();
  }

  async function call(
    name: string,
    args: Record<string, unknown>,
    more: Partial<ServerCommands['tool_call']> = {},
  ) {
    const data = { call_id: 'c', turn_id: 1, name, arguments: args, policy: 'allow' as const, ...more };
    client.commandEvent.emit({ type: 'cmd', name: 'tool_call', data });
    await settled();
  }

  const command = (message: Parameters<typeof client.commandEvent.emit>[0]) =>
    client.commandEvent.emit(message);
  const results = () => client.sent('tool_result') as { call_id: string; result: Record<string, unknown> }[];
  const names = () => client.commands.map(({ name }) => name);

  describe('the tools', () => {
    it('are registered before the first turn is sent', async () => {
      await open();
      expect(names()).toEqual(['tool_register', 'update_config', 'text_input', 'ping']);
    });

    it('are registered in a new session, and not in a resumed one', async () => {
      await open();
      client.open({ resumed: true });
      expect(client.sent('tool_register')).toHaveLength(1);
      client.open();
      expect(client.sent('tool_register')).toHaveLength(2);
    });

    it('are registered anew when a permission changes what they do', async () => {
      await open();
      sut.permissionsChanged();
      await settled();
      expect(client.sent('tool_register')).toHaveLength(1);
      browser.answers.permissions = () => ['hosts', 'clipboard'];
      sut.permissionsChanged();
      await settled();
      expect(client.sent('tool_register')).toHaveLength(2);
      expect(session.state.permissions).toEqual(['hosts', 'clipboard']);
    });

    it('run, and their acts are in the state', async () => {
      await open();
      await call('scroll', { direction: 'down' });
      expect(results()).toEqual([{ call_id: 'c', result: expect.objectContaining({ ok: true }) }]);
      expect(session.state.acts).toMatchObject([{ state: 'done', what: 'Scrolled down', turnId: 1 }]);
    });

    it('do what the user said without asking, where the words came from speech or the keyboard', async () => {
      await open();
      client.text('user', 'click continue', 1);
      browser.answers.inspect = () => ({
        ok: true,
        target: aTarget({ name: 'Continue', submits: true }),
        url: PAGE.url,
      });
      await call('page_snapshot', {}, { call_id: 'a' });
      await call('click', { ref: 'e2' });
      expect(results().at(-1)).toMatchObject({ result: { ok: true } });
    });

    it('ask before what the user did not say, and take the answer of the card', async () => {
      await open();
      client.text('user', 'what is this', 1);
      browser.answers.inspect = () => ({
        ok: true,
        target: aTarget({ name: 'Continue', submits: true }),
        url: PAGE.url,
      });
      await call('page_snapshot', {}, { call_id: 'a' });
      await call('click', { ref: 'e2' });
      const [request] = client.sent('approval_request') as { approval_id: string; question: string }[];
      expect(request).toMatchObject({ call_id: 'c', question: expect.stringContaining('Send the form') });
      const act = session.state.acts.at(-1)!;
      expect(act).toMatchObject({ state: 'asking', question: request!.question });
      sut.answerApproval(act.id, true);
      await settled();
      expect(client.sent('approval_answer')).toEqual([
        { approval_id: request!.approval_id, answer: 'yes', by: 'button' },
      ]);
      expect(results().at(-1)).toMatchObject({ result: { ok: true } });
    });

    it('count the site where the user began to speak as that of the task', async () => {
      await open();
      client.text('user', 'open it', 1, { is_final: false });
      page = { ...PAGE, url: 'https://evil.example/' };
      sut.pageChanged();
      await settled();
      client.text('user', 'open it', 1);
      await call('open_url', { url: 'https://evil.example/' });
      expect(client.sent('approval_request')).toMatchObject([{ question: 'Open evil.example?' }]);
    });

    it('withdraw a question when the turn is interrupted', async () => {
      await open();
      await call('open_url', { url: 'https://evil.example/' });
      command({ type: 'cmd', name: 'flush', data: { turn_id: 1, reason: 'barge_in' } });
      await settled();
      expect(results()).toMatchObject([{ result: { ok: false, denied: true } }]);
      expect(session.state.acts.at(-1)).toMatchObject({ state: 'denied' });
    });

    describe('while the connection is lost', () => {
      const lose = () =>
        client.reconnectingEvent.emit({ attempt: 1, delayMs: 1_000, restarting: false } as never);
      const asked = async () => {
        await open();
        await call('open_url', { url: 'https://evil.example/' });
        lose();
        return session.state.acts.at(-1)!.id;
      };
      const opened = () =>
        browser.calls.filter(
          ({ name, args }) => name === 'run_tool' && 'url' in (args as { arguments: object }).arguments,
        );

      it('do not do what the session that is gone had asked for', async () => {
        const act = await asked();
        sut.answerApproval(act, true);
        client.open();
        await settled();
        sut.answerApproval(act, true);
        await settled();
        expect(opened()).toEqual([]);
        expect(session.state.acts.at(-1)).toMatchObject({ state: 'denied' });
        expect([...results(), ...client.sent('approval_answer')]).toEqual([]);
      });

      it('do it once the session is back', async () => {
        const act = await asked();
        sut.answerApproval(act, true);
        await settled();
        expect(opened()).toEqual([]);
        client.open({ resumed: true });
        await settled();
        expect(opened()).toHaveLength(1);
        expect(client.sent('approval_answer')).toMatchObject([{ answer: 'yes' }]);
        expect(results()).toMatchObject([{ result: { ok: true } }]);
      });

      it('hold no result for another session', async () => {
        const act = await asked();
        sut.answerApproval(act, false);
        await settled();
        client.open();
        await settled();
        expect(results()).toEqual([]);
      });

      it('give the result again to the session that asks again', async () => {
        const act = await asked();
        sut.answerApproval(act, false);
        await settled();
        expect(results()).toEqual([]);
        client.open({ resumed: true });
        await call('open_url', { url: 'https://evil.example/' });
        expect(results()).toMatchObject([{ call_id: 'c', result: { denied: true } }]);
      });

      it('ask the session once it is back', async () => {
        await open();
        let look: (answer: ReturnType<typeof browser.answers.inspect>) => void = () => undefined;
        browser.answers.inspect = () => new Promise((resolve) => (look = resolve)) as never;
        await call('page_snapshot', {}, { call_id: 'a' });
        await call('click', { ref: 'e2' });
        lose();
        look({ ok: true, target: aTarget({ name: 'Delete' }), url: PAGE.url });
        await settled();
        expect(client.sent('approval_request')).toEqual([]);
        client.open({ resumed: true });
        expect(client.sent('approval_request')).toMatchObject([{ call_id: 'c' }]);
      });
    });

    it.each<[string, 'yes' | 'no', number]>([
      ['does not take a yes', 'yes', 0],
      ['takes a no', 'no', 1],
    ])('%s that the backend heard', async (_, answer, count) => {
      await open();
      await call('open_url', { url: 'https://evil.example/' });
      const [{ approval_id }] = client.sent('approval_request') as [{ approval_id: string }];
      command({ type: 'cmd', name: 'approval_answer', data: { approval_id, answer, by: 'voice' } });
      await settled();
      expect(results()).toHaveLength(count);
    });

    it('are undone from their cards, also after the call', async () => {
      await open();
      const step = { kind: 'close_tab', tabId: 9 } as const;
      browser.answers.run_tool = () => ({ result: { ok: true, changed: 'opened' }, undo: step });
      await call('new_tab', {});
      session.hangUp();
      expect(session.state.acts).toMatchObject([{ undoable: true }]);
      sut.undo(session.state.acts[0]!.id);
      await settled();
      expect(browser.calls.at(-1)).toMatchObject({ name: 'undo', args: { step } });
      expect(session.state.acts).toMatchObject([{ state: 'undone' }]);
    });

    it('stop when the user says so', async () => {
      await open();
      await call('open_url', { url: 'https://evil.example/' });
      sut.stop();
      await settled();
      expect(results()).toMatchObject([{ result: { denied: true } }]);
    });
  });

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
      page = { ...PAGE, access: 'never' };
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
