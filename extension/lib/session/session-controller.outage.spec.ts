import { describe, expect, it } from 'vitest';
import { settled } from '../testing/settled';
import { inCall, newSession, speaking, URL } from '../testing/session-harness';
import { SessionController } from './session-controller';

const OTHER = 'ws://localhost:9000';
const lost = { code: 1006, attempt: 1, delayMs: 1000, at: 1000 };

describe(`${SessionController.name} without a connection`, () => {
  const texts = (client: ReturnType<typeof newSession>['client']) => client.sent('text_input');

  it('sends what was typed once there is a session, in order', async () => {
    const { sut, client } = newSession();
    sut.sendText('one', URL);
    sut.sendText('two', URL);
    client.reconnectingEvent.emit(lost);
    expect(texts(client)).toEqual([]);
    client.open();
    expect(texts(client)).toEqual([{ text: 'one' }, { text: 'two' }]);
  });

  it.each([
    [1012, 1],
    [1006, null],
  ])('notes after close code %i whether the backend restarts', async (code, saidAt) => {
    const { sut, client } = await inCall();
    client.reconnectingEvent.emit({ ...lost, code });
    expect(sut.state).toMatchObject({ connection: 'reconnecting', restartSaidAt: saidAt });
  });

  it('sends what was typed to the backend at the corrected address, once', async () => {
    const { sut, client } = newSession();
    sut.sendText('one', URL);
    client.reconnectingEvent.emit(lost);
    sut.useBackend(OTHER);
    sut.retryNow(OTHER);
    expect(client.urls).toEqual([URL, OTHER]);
    client.open();
    expect(texts(client)).toEqual([{ text: 'one' }]);
    client.text('user', 'one', 1);
    client.text('assistant', 'Yes.', 1);
    sut.sendText('two', OTHER);
    client.text('user', 'two', 2);
    expect(sut.state.pending).toEqual([]);
    expect(sut.state.turns.map(({ user, unsent }) => [user?.text, unsent])).toEqual([
      ['one', undefined],
      ['two', undefined],
    ]);
  });

  it.each([
    ['the call is hung up', ({ sut }: Awaited<ReturnType<typeof inCall>>) => sut.hangUp()],
    [
      'the backend refuses the client',
      ({ client }: Awaited<ReturnType<typeof inCall>>) =>
        client.closeEvent.emit({ code: 1008, reason: 'No', intended: false, willReconnect: false }),
    ],
  ])('marks what was typed as not sent when %s, and nothing else', async (_, end) => {
    const harness = await inCall();
    const { sut, client } = harness;
    sut.sendText('sent', URL);
    client.text('user', 'sent', 1);
    client.reconnectingEvent.emit(lost);
    sut.sendText('not sent', URL);
    end(harness);
    expect(sut.state.pending).toEqual([]);
    expect(sut.state.turns.map(({ user, unsent }) => [user?.text, unsent])).toEqual([
      ['sent', undefined],
      ['not sent', true],
    ]);
  });

  it('marks a refused turn as not sent, and matches later ones', async () => {
    const { sut, client } = await inCall();
    sut.sendText('too long', URL);
    const [ping] = client.sent('ping') as { t: string }[];
    client.commandEvent.emit({ type: 'cmd', name: 'pong', data: { t: ping!.t } });
    sut.sendText('short', URL);
    client.text('user', 'short', 1);
    expect(sut.state.pending).toEqual([]);
    expect(sut.state.turns.map(({ user, unsent }) => [user?.text, unsent])).toEqual([
      ['too long', true],
      ['short', undefined],
    ]);
  });

  describe('when the address is changed', () => {
    it('moves the call there at once', async () => {
      const { sut, client, microphone, output } = await speaking();
      client.text('assistant', 'A long', 1, { is_final: false });
      sut.useBackend(OTHER);
      expect(client.urls).toEqual([URL, OTHER]);
      expect(output.commands.at(-1)).toEqual({ type: 'reset' });
      expect(sut.state).toMatchObject({ connection: 'connecting', backendUrl: OTHER, phase: 'idle' });
      expect(sut.state.turns[0]?.assistant?.final).toBe(true);
      expect(microphone.hot).toBe(true);
      microphone.say(Int16Array.of(1));
      expect(client.audio, 'speech for the old backend').toEqual([]);
      client.open();
      expect(sut.state.connection).toBe('open');
    });

    it('does nothing for the same address', async () => {
      const { sut, client } = await inCall();
      sut.useBackend(URL);
      expect(client.urls).toEqual([URL]);
    });

    it('does not start a call', async () => {
      const { sut, client } = newSession();
      sut.useBackend(OTHER);
      await settled();
      expect(client.urls).toEqual([]);
      expect(sut.state.connection).toBe('off');
    });

    it('uses it for the call that waits for the permission', async () => {
      const { sut, client, microphone } = newSession();
      microphone.permission = 'prompt';
      sut.start(URL);
      await settled();
      sut.useBackend(OTHER);
      microphone.grant('granted');
      await settled();
      expect(client.urls).toEqual([OTHER]);
    });

    it('no longer says that the old one is not valid', async () => {
      const { sut, client } = newSession();
      client.connect = () => client.failToConnect();
      sut.sendText('hello', 'nonsense');
      expect(sut.state).toMatchObject({ notice: { code: 'bad_address' }, pending: [] });
      expect(sut.state.turns).toMatchObject([{ user: { text: 'hello' }, unsent: true }]);
      sut.useBackend(OTHER);
      expect(sut.state.notice).toBeNull();
    });
  });
});
