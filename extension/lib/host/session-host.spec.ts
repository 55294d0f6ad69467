import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { UNATTENDED_OUTAGE_MS } from '../session/reconnect-policy';
import { DEFAULT_CONVERSATION } from '../settings/conversation-settings';
import { URL, startHost } from '../testing/host/host-harness';
import { IDLE_MS } from './idle-timer';
import { SessionHost } from './session-host';

const settings = DEFAULT_CONVERSATION;

describe(SessionHost.name, () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const settled = () => vi.advanceTimersByTimeAsync(0);

  it('sends each panel one snapshot and then changes, so that all have the same state', async () => {
    const { sut, client, attach } = startHost();
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
    const { client, attach } = startHost();
    client.text('user', 'one', 1);
    client.text('user', 'two', 2);
    const { events } = attach();
    client.text('assistant', 'Two.', 2);
    const turns = events.find((event) => event.type === 'turns');
    expect(turns?.type === 'turns' && turns.changed.map(({ turnId }) => turnId)).toEqual([2]);
  });

  it('continues without a panel, and sends everything to the next one', async () => {
    const { client, attach, microphone, closePage } = startHost();
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
    const { sut, client, attach } = startHost();
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
    const { attach, client } = startHost();
    const stranger = attach('chrome-extension://another-extension/sidepanel.html');
    stranger.ask({ type: 'start', backendUrl: URL, settings });
    expect(stranger.events).toEqual([]);
    expect(client.urls).toEqual([]);
  });

  it('ignores invalid requests', () => {
    const { attach, client } = startHost();
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
    const { attach, client, badges } = startHost();
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
      const harness = startHost();
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
    const { attach, client, closePage } = startHost();
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
      const { client, attach, lists, dismissed } = startHost();
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
      const { sut, client, attach } = startHost();
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
      const { sut, closePage, sounds } = startHost();
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
      const { sut, client, attach, sounds } = startHost();
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
      const { sut, client, attach, sounds } = startHost();
      attach().ask({ type: 'start', backendUrl: URL, settings });
      await settled();
      client.open();
      client.reconnectingEvent.emit({ code: 1006, attempt: 1, delayMs: 1_000, at: 1_000 });
      sut.handle(ring);
      await vi.advanceTimersByTimeAsync(10_000);
      expect(sounds.filter((sound) => sound === 'chime').length).toBeGreaterThan(1);
    });
  });
});
