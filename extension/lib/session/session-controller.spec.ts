import { describe, expect, it } from 'vitest';
import { settled } from '../testing/settled';
import { inCall, newSession, speaking, URL } from '../testing/session-harness';
import { SessionController } from './session-controller';

const START = {
  client: 'test',
  capabilities: ['call_control', 'approvals', 'reading', 'earcons', 'dictation'],
  mode: 'hands_free',
};

describe(SessionController.name, () => {
  describe('start', () => {
    it('connects once the microphone is live, and asks for the greeting', async () => {
      const { sut, client } = newSession();
      sut.start(URL);
      expect(client.urls).toEqual([]);
      await settled();
      expect(client.urls).toEqual([URL]);
      client.openEvent.emit();
      expect(client.sessions).toEqual([{ ...START, greeting: true }]);
      expect(sut.state).toMatchObject({ connection: 'connecting', microphone: 'live' });
    });

    it('waits for the permission before it connects', async () => {
      const { sut, client, microphone } = newSession();
      microphone.permission = 'prompt';
      sut.start(URL);
      await settled();
      expect(client.urls).toEqual([]);
      microphone.grant('granted');
      await settled();
      expect(client.urls).toEqual([URL]);
    });

    it('connects without a microphone if there is none', async () => {
      const { sut, client, microphone } = newSession();
      microphone.failure = 'NotFoundError';
      sut.start(URL);
      await settled();
      expect(client.urls).toEqual([URL]);
      expect(sut.state.microphone).toBe('none');
    });

    it('stops everything when hung up while it starts', async () => {
      const { sut, client, microphone } = newSession();
      sut.start(URL);
      sut.hangUp();
      await settled();
      expect(client.urls).toEqual([]);
      expect(microphone.hot).toBe(false);
      expect(sut.state).toMatchObject({ connection: 'off', microphone: 'off' });
    });

    it('ends with a notice if the address is invalid', async () => {
      const { sut, client, microphone } = newSession();
      client.connect = () => client.failToConnect();
      sut.start('nonsense');
      await settled();
      expect(sut.state).toMatchObject({ connection: 'off', notice: { code: 'bad_address' } });
      expect(microphone.hot).toBe(false);
    });
  });

  describe('microphone', () => {
    it('sends frames during the call and during a reconnect', async () => {
      const { sut, client, microphone } = await inCall();
      microphone.say(Int16Array.of(1));
      client.reconnectingEvent.emit({ code: 1006, attempt: 1, delayMs: 1000, at: 1000 });
      expect(sut.state.retry).toEqual({ attempt: 1, atMs: 1000 });
      microphone.say(Int16Array.of(2));
      expect(client.audio).toEqual([Int16Array.of(1), Int16Array.of(2)]);
    });

    it('sends silence while it is muted', async () => {
      const { sut, client, microphone } = await inCall();
      sut.setMuted(true);
      microphone.say(Int16Array.of(9, 9));
      expect(client.audio).toEqual([Int16Array.of(0, 0)]);
    });

    it('keeps the call when it is unplugged, and still sends typed turns', async () => {
      const { sut, client, microphone } = await inCall();
      microphone.unplug();
      await settled();
      expect(sut.state).toMatchObject({ connection: 'open', microphone: 'unplugged' });
      sut.sendText('still here', URL);
      expect(client.sent('text_input')).toEqual([{ text: 'still here' }]);
      microphone.plug();
      await settled();
      expect(sut.state.microphone).toBe('live');
      expect(client.urls).toHaveLength(1);
    });
  });

  describe('typed turns', () => {
    it('open a session without a microphone and without a greeting', async () => {
      const { sut, client, microphone } = newSession();
      sut.sendText('hello', URL);
      await settled();
      expect(client.sessions).toEqual([{ ...START, greeting: false }]);
      client.open();
      expect(client.sent('text_input')).toEqual([{ text: 'hello' }]);
      expect(microphone.streams).toHaveLength(0);
      expect(sut.state.pending.map(({ text }) => text)).toEqual(['hello']);
    });

    it('gain a microphone on the same connection', async () => {
      const { sut, client } = newSession();
      sut.sendText('hello', URL);
      client.open();
      sut.start(URL);
      await settled();
      expect(client.urls).toHaveLength(1);
      expect(sut.state).toMatchObject({ connection: 'open', microphone: 'live' });
    });
  });

  it('closes microphone, connection and output at hang-up, and keeps the conversation', async () => {
    const { sut, client, microphone, output } = await speaking();
    client.text('user', 'hello', 1);
    sut.setMuted(true);
    sut.hangUp();
    expect(microphone.hot).toBe(false);
    expect(client.state).toBe('closed');
    expect(output.closed).toBe(true);
    expect(sut.state).toMatchObject({ connection: 'off', microphone: 'off', muted: false, phase: 'idle' });
    expect(sut.state.turns[0]?.user?.text).toBe('hello');
  });

  it('shows that the backend refused it, and releases the microphone', async () => {
    const { sut, client, microphone } = await inCall();
    client.closeEvent.emit({ code: 1008, reason: 'Only one', intended: false, willReconnect: false });
    expect(sut.state).toMatchObject({ connection: 'off', notice: { code: 'refused' } });
    expect(microphone.hot).toBe(false);
  });

  it('shows that another client took the session over, and reconnects only when asked', async () => {
    const { sut, client, microphone } = await inCall();
    const reason = 'The session was resumed on another connection';
    client.closeEvent.emit({ code: 1008, reason, intended: false, willReconnect: false });
    expect(sut.state).toMatchObject({ connection: 'off', notice: { code: 'taken_over' } });
    expect(microphone.hot).toBe(false);
    expect([client.urls.length, client.retries]).toEqual([1, 0]);
    sut.start(URL);
    await settled();
    expect(client.urls).toHaveLength(2);
    expect(sut.state.notice).toBeNull();
  });

  it('retries at once when asked', async () => {
    const { sut, client } = await inCall();
    sut.retryNow(URL);
    expect(client.retries).toBe(0);
    client.reconnectingEvent.emit({ code: 1006, attempt: 2, delayMs: 8000, at: 8000 });
    sut.retryNow(URL);
    expect(client.retries).toBe(1);
    expect(sut.state).toMatchObject({ connection: 'reconnecting', retry: null });
  });

  it('asks for the greeting once, not after every reconnect', async () => {
    const { client } = await inCall();
    expect(client.sessions.map(({ greeting }) => greeting)).toEqual([true, false]);
  });

  it('publishes no levels while the audio is not sent', async () => {
    const { sut, client, microphone, levels, at } = newSession();
    const shown = (ms: number) => {
      at(ms);
      levels.length = 0;
      microphone.say(Int16Array.of(1), 0.5);
      return levels.at(-1)?.user;
    };
    sut.start(URL);
    await settled();
    expect(shown(1000)).toBeUndefined();
    client.open();
    expect(shown(2000)).toBe(0.5);
    client.reconnectingEvent.emit({ code: 1006, attempt: 1, delayMs: 1000, at: 1000 });
    expect(shown(3000)).toBeUndefined();
  });

  it('publishes levels at most 20 times a second', async () => {
    const { microphone, levels, at } = await inCall();
    levels.length = 0;
    for (let ms = 1000; ms < 2000; ms += 10) {
      at(ms);
      microphone.say(Int16Array.of(1), ms === 1510 ? 0.9 : 0.1);
    }
    expect(levels.length).toBeLessThanOrEqual(20);
    expect(levels.some(({ user }) => user === 0.9)).toBe(true);
  });
});
