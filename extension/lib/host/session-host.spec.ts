import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SESSION_PORT, type CallBadge, type HostEvent, type PanelRequest } from '../messaging/messages';
import type { HostCommand, HostRequest } from '../messaging/host-requests';
import { applyHostEvent } from '../messaging/state-sync';
import { INITIAL_STATE } from '../session/state/session-state';
import { DEFAULT_CONVERSATION } from '../settings/conversation-settings';
import { FakeBrowserCalls, PAGE } from '../testing/fake-browser-calls';
import { FakeBackendClient } from '../testing/fake-backend-client';
import { FakeMicrophone } from '../testing/fake-microphone';
import { fakePorts } from '../testing/fake-port';
import { fakePlaybackOutputs } from '../testing/fake-playback-output';
import { PHRASES_DELAY_MS } from '../tools/phrases/phrases-publisher';
import { IDLE_MS } from './idle-timer';
import { UNATTENDED_OUTAGE_MS } from '../session/reconnect-policy';
import { SessionHost } from './session-host';

const ORIGIN = 'chrome-extension://this-extension/';
const URL = 'ws://127.0.0.1:8765';
const settings = DEFAULT_CONVERSATION;

function newSut() {
  const client = new FakeBackendClient();
  const microphone = new FakeMicrophone();
  const badges: CallBadge[] = [];
  const closePage = vi.fn();
  const sounds: string[] = [];
  const lists: { backendUrl: string; items: unknown[] }[] = [];
  const dismissed: string[] = [];
  const browser = new FakeBrowserCalls();
  const sut = new SessionHost({
    client,
    clientName: 'test',
    microphone,
    openOutput: fakePlaybackOutputs().openOutput,
    nowMs: () => 0,
    origin: ORIGIN,
    showBadge: (badge) => badges.push(badge),
    closePage,
    openRinger: () => ({ chime: () => sounds.push('chime'), close: () => sounds.push('close') }),
    callBrowser: browser.call,
    systemClipboard: { read: () => null, write: () => false },
    playEarcon: (sound) => sounds.push(sound),
    openPermissionPage: () => sounds.push('permission page'),
    passOnReminders: async (backendUrl, items) => {
      lists.push({ backendUrl, items });
      return dismissed;
    },
  });
  const attach = (url = `${ORIGIN}sidepanel.html`) => {
    const { host, view } = fakePorts(SESSION_PORT, url);
    sut.attach(host);
    const ask = (request: PanelRequest) => view.postMessage(request);
    const seen = () => (view.received as HostEvent[]).reduce(applyHostEvent, INITIAL_STATE);
    return { view, ask, seen, events: view.received as HostEvent[] };
  };
  return { sut, client, microphone, badges, closePage, attach, sounds, lists, dismissed, browser };
}

describe(SessionHost.name, () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const settled = () => vi.advanceTimersByTimeAsync(0);

  it('sends each panel one snapshot and then changes, so that all have the same state', async () => {
    const { sut, client, attach } = newSut();
    const first = attach();
    first.ask({ type: 'start', backendUrl: URL, settings });
    await settled();
    client.open();
    client.text('user', 'hello', 1);
    const second = attach();
    client.text('assistant', 'Hi.', 1);
    expect(first.events.filter(({ type }) => type === 'snapshot')).toHaveLength(1);
    expect(second.events.filter(({ type }) => type === 'snapshot')).toHaveLength(1);
    expect(first.seen()).toEqual(sut.session.state);
    expect(second.seen()).toEqual(sut.session.state);
  });

  it('sends the changed turn and not the whole log', async () => {
    const { client, attach } = newSut();
    client.text('user', 'one', 1);
    client.text('user', 'two', 2);
    const { events } = attach();
    client.text('assistant', 'Two.', 2);
    const turns = events.find((event) => event.type === 'turns');
    expect(turns?.type === 'turns' && turns.changed.map(({ turnId }) => turnId)).toEqual([2]);
  });

  it('continues without a panel, and sends everything to the next one', async () => {
    const { client, attach, microphone, closePage } = newSut();
    const first = attach();
    first.ask({ type: 'start', backendUrl: URL, settings });
    await settled();
    client.open();
    first.view.disconnect();
    client.text('user', 'while the panel was closed', 1);
    await vi.advanceTimersByTimeAsync(IDLE_MS * 3);
    expect(microphone.hot).toBe(true);
    expect(closePage).not.toHaveBeenCalled();
    expect(attach().seen().turns[0]?.user?.text).toBe('while the panel was closed');
  });

  it('releases the talk key when the last panel is closed', async () => {
    const { sut, client, attach } = newSut();
    const [one, other] = [attach(), attach()];
    one.ask({ type: 'start', backendUrl: URL, settings: { ...settings, mode: 'push_to_talk' } });
    await settled();
    client.open();
    one.ask({ type: 'push_to_talk', down: true });
    other.view.disconnect();
    expect(sut.session.state.talking).toBe(true);
    one.view.disconnect();
    expect(sut.session.state.talking).toBe(false);
  });

  it('rejects ports of other extensions', () => {
    const { attach, client } = newSut();
    const stranger = attach('chrome-extension://another-extension/sidepanel.html');
    stranger.ask({ type: 'start', backendUrl: URL, settings });
    expect(stranger.events).toEqual([]);
    expect(client.urls).toEqual([]);
  });

  it('ignores invalid requests', () => {
    const { attach, client } = newSut();
    const { view } = attach();
    for (const junk of [
      null,
      7,
      'start',
      {},
      { type: 'start' },
      { type: 'send_text', text: 5 },
      { type: 'x' },
    ]) {
      view.postMessage(junk);
    }
    expect(client.urls).toEqual([]);
    expect(client.commands).toEqual([]);
  });

  it('marks the toolbar icon while the microphone is open', async () => {
    const { attach, client, badges } = newSut();
    const { ask } = attach();
    ask({ type: 'start', backendUrl: URL, settings });
    await settled();
    client.open();
    ask({ type: 'set_muted', muted: true });
    ask({ type: 'set_muted', muted: false });
    ask({ type: 'hang_up' });
    expect(badges).toEqual(['problem', 'live', 'muted', 'live', 'none']);
  });

  describe('when the connection is lost and no panel is open', () => {
    async function lost({ wasOpen }: { wasOpen: boolean }) {
      const harness = newSut();
      const { view, ask } = harness.attach();
      ask({ type: 'start', backendUrl: URL, settings });
      await settled();
      if (wasOpen) harness.client.open();
      const fail = (attempt: number) =>
        harness.client.reconnectingEvent.emit({ code: 1006, attempt, delayMs: 8_000, at: 8_000 * attempt });
      fail(1);
      return { ...harness, view, fail };
    }

    it('releases the microphone after a few minutes, regardless of failed attempts', async () => {
      const { sut, view, microphone, badges, fail } = await lost({ wasOpen: true });
      await vi.advanceTimersByTimeAsync(UNATTENDED_OUTAGE_MS * 2);
      expect(microphone.hot).toBe(true);
      view.disconnect();
      await vi.advanceTimersByTimeAsync(UNATTENDED_OUTAGE_MS - 1);
      fail(9);
      expect(microphone.hot).toBe(true);
      await vi.advanceTimersByTimeAsync(1);
      expect(microphone.hot).toBe(false);
      expect(sut.session.state.connection).toBe('off');
      expect(badges.at(-1)).toBe('none');
    });

    it('releases it at once if there never was a session', async () => {
      const { view, microphone, badges } = await lost({ wasOpen: false });
      expect(microphone.hot).toBe(true);
      view.disconnect();
      expect(microphone.hot).toBe(false);
      expect(badges.at(-1)).toBe('none');
    });

    it('keeps it if the backend comes back in time', async () => {
      const { view, client, microphone } = await lost({ wasOpen: true });
      view.disconnect();
      await vi.advanceTimersByTimeAsync(UNATTENDED_OUTAGE_MS - 1);
      client.open({ resumed: true });
      await vi.advanceTimersByTimeAsync(UNATTENDED_OUTAGE_MS);
      expect(microphone.hot).toBe(true);
    });
  });

  it('closes its page a minute after the last call and the last panel', async () => {
    const { attach, client, closePage } = newSut();
    const { view, ask } = attach();
    ask({ type: 'start', backendUrl: URL, settings });
    await settled();
    client.open();
    ask({ type: 'hang_up' });
    await vi.advanceTimersByTimeAsync(IDLE_MS * 2);
    expect(closePage).not.toHaveBeenCalled();
    view.disconnect();
    await vi.advanceTimersByTimeAsync(IDLE_MS - 1);
    expect(closePage).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(closePage).toHaveBeenCalledOnce();
  });

  describe('reminders', () => {
    const items = [{ id: 't1', kind: 'timer' as const, due_at: 5, label: '' }];
    const list = { type: 'data' as const, name: 'reminders' as const, data: { items } };
    const ring = { target: 'host', type: 'ring' } as const;
    const done = { target: 'host', type: 'reminder_done', backendUrl: URL, id: 't1' } as const;

    it('of the backend are passed on, and dismissed ones are reported back', async () => {
      const { client, attach, lists, dismissed } = newSut();
      attach().ask({ type: 'start', backendUrl: URL, settings });
      await settled();
      client.open();
      dismissed.push('t1', 't2');
      client.dataEvent.emit(list);
      await settled();
      expect(lists).toEqual([{ backendUrl: URL, items }]);
      expect(client.sent('reminder_done')).toEqual([{ id: 't1' }, { id: 't2' }]);
    });

    it('that are dismissed later are reported only to their own backend, and in a call', async () => {
      const { sut, client, attach } = newSut();
      sut.handle(done);
      attach().ask({ type: 'start', backendUrl: URL, settings });
      await settled();
      sut.handle(done);
      client.open();
      sut.handle({ ...done, backendUrl: 'ws://another' });
      expect(client.sent('reminder_done')).toEqual([]);
      sut.handle(done);
      expect(client.sent('reminder_done')).toEqual([{ id: 't1' }]);
    });

    it('ring until they are silenced, and keep the page open', async () => {
      const { sut, closePage, sounds } = newSut();
      await vi.advanceTimersByTimeAsync(IDLE_MS - 1);
      sut.handle(ring);
      await vi.advanceTimersByTimeAsync(10_000);
      expect(sounds.filter((sound) => sound === 'chime').length).toBeGreaterThan(1);
      expect(closePage).not.toHaveBeenCalled();
      sut.handle({ target: 'host', type: 'silence' });
      expect(sounds.at(-1)).toBe('close');
      await vi.advanceTimersByTimeAsync(IDLE_MS);
      expect(closePage).toHaveBeenCalledOnce();
    });

    it('chime once during a call, and stop to ring when one begins', async () => {
      const { sut, client, attach, sounds } = newSut();
      sut.handle(ring);
      attach().ask({ type: 'start', backendUrl: URL, settings });
      await settled();
      client.open();
      expect(sounds).toEqual(['chime', 'close']);
      sut.handle(ring);
      await vi.advanceTimersByTimeAsync(60_000);
      expect(sounds).toEqual(['chime', 'close', 'chime', 'close']);
    });

    it('ring on during a call whose backend is away and cannot tell the user by voice', async () => {
      const { sut, client, attach, sounds } = newSut();
      attach().ask({ type: 'start', backendUrl: URL, settings });
      await settled();
      client.open();
      client.reconnectingEvent.emit({ code: 1006, attempt: 1, delayMs: 1_000, at: 1_000 });
      sut.handle(ring);
      await vi.advanceTimersByTimeAsync(10_000);
      expect(sounds.filter((sound) => sound === 'chime').length).toBeGreaterThan(1);
    });
  });

  describe('shortcuts and the context menu', () => {
    const command = (command: HostCommand): HostRequest => ({
      target: 'host',
      type: 'command',
      command,
      backendUrl: URL,
      settings,
    });

    async function inCall() {
      const harness = newSut();
      harness.sut.handle(command('talk'));
      await settled();
      harness.client.open();
      return harness;
    }

    it('start a call, and unmute one', async () => {
      const { sut, client, sounds } = await inCall();
      expect(client.urls).toEqual([URL]);
      sut.handle(command('mute'));
      expect(sut.session.state.muted).toBe(true);
      sut.handle(command('talk'));
      expect(sut.session.state.muted).toBe(false);
      expect(client.urls).toHaveLength(1);
      expect(sounds).toEqual([]);
    });

    it('open the page for the permission if the microphone is not permitted', async () => {
      const { sut, microphone, sounds } = newSut();
      microphone.permission = 'prompt';
      sut.handle(command('talk'));
      await settled();
      expect(sounds).toEqual(['permission page']);
    });

    it('do not mute where there is no call', () => {
      const { sut } = newSut();
      sut.handle(command('mute'));
      expect(sut.session.state.muted).toBe(false);
    });

    it('stop the answer', async () => {
      const { sut, client } = await inCall();
      client.phase('speaking', 1);
      client.speak(1, 16_000);
      await settled();
      const interrupt = vi.spyOn(sut.session, 'interrupt');
      sut.handle(command('stop'));
      expect(interrupt).toHaveBeenCalledOnce();
    });

    it('hold and release the talk key', async () => {
      const { sut, client } = await inCall();
      sut.session.configure({ ...settings, mode: 'push_to_talk' });
      await settled();
      const talk = {
        ...command('push_to_talk'),
        settings: { ...settings, mode: 'push_to_talk' },
      } as HostRequest;
      sut.handle(talk);
      expect(sut.session.state.talking).toBe(true);
      sut.handle(talk);
      await settled();
      expect(sut.session.state.talking).toBe(false);
      expect(client.sent('push_to_talk').slice(-2)).toEqual([{ state: 'down' }, { state: 'up' }]);
    });

    it('read the selection aloud, also without a call', async () => {
      const { sut, client } = newSut();
      sut.handle({ target: 'host', type: 'read_selection', backendUrl: URL, settings });
      client.open();
      await settled();
      expect(client.sent('text_input')).toEqual([{ text: 'Read the selection.' }]);
    });

    it('quote the selection to ask about', () => {
      const { sut, attach } = newSut();
      const { seen, ask } = attach();
      const quote = { text: 'Pears', title: 'Fruit', url: 'https://fruit.example/' };
      sut.handle({ target: 'host', type: 'ask_about', ...quote });
      expect(seen().quote).toEqual(quote);
      ask({ type: 'drop_quote' });
      expect(seen().quote).toBeNull();
    });
  });

  it('tells the panel which page is active, and what is permitted', async () => {
    const { sut, browser, attach } = newSut();
    await settled();
    const { seen } = attach();
    expect(seen()).toMatchObject({ page: PAGE, permissions: ['hosts'] });
    browser.answers.page_access = () => ({ ...PAGE, title: 'Pay' });
    sut.handle({ target: 'host', type: 'page_changed' });
    await settled();
    expect(seen().page?.title).toBe('Pay');
  });

  it('looks what the page has only until the user has said something', async () => {
    const { sut, browser } = newSut();
    await settled();
    sut.session.sendText('hello', URL);
    sut.handle({ target: 'host', type: 'page_changed' });
    await settled();
    const looks = browser.calls.filter(({ name }) => name === 'page_access').map(({ args }) => args);
    expect(looks).toEqual([{ glance: true }, { glance: false }]);
  });

  it('listens to nothing but the names of a page from content scripts', async () => {
    const { sut, client } = newSut();
    sut.session.sendText('hello', URL);
    client.open();
    await settled();
    const sender = { id: 'this-extension', documentId: 'D', tab: { id: PAGE.tabId } };
    sut.takePhrases({ target: 'host', type: 'page_phrases', path: [], phrases: ['Menu'] }, sender);
    sut.takePhrases({ target: 'host', type: 'ring' }, sender);
    sut.takePhrases(
      { target: 'host', type: 'page_phrases', path: [], phrases: ['Evil'] },
      { ...sender, id: 'x' },
    );
    await vi.advanceTimersByTimeAsync(PHRASES_DELAY_MS);
    expect(client.sent('page_phrases')).toEqual([{ phrases: ['Menu'] }]);
  });
});
