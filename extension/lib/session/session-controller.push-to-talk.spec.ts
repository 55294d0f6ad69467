import { describe, expect, it } from 'vitest';
import { DEFAULT_CONVERSATION } from '../settings/conversation-settings';
import { settled } from '../testing/settled';
import { inPushToTalk, inCall, speaking } from '../testing/session-harness';
import { SessionController } from './session-controller';

describe(SessionController.name, () => {
  describe('push-to-talk', () => {
    it('sends the audio captured while the key is held, to its end, and nothing else', async () => {
      const { sut, client, microphone } = await inPushToTalk();
      microphone.say(Int16Array.of(1));
      sut.pressToTalk();
      expect(sut.state.talking).toBe(true);
      microphone.say(Int16Array.of(2));
      microphone.tail = Int16Array.of(3);
      sut.releaseToTalk();
      expect(sut.state.talking).toBe(false);
      expect(client.sent('push_to_talk')).toEqual([{ state: 'down' }]);
      await settled();
      microphone.say(Int16Array.of(4));
      expect(client.audio).toEqual([Int16Array.of(2), Int16Array.of(3)]);
      expect(client.sent('push_to_talk')).toEqual([{ state: 'down' }, { state: 'up' }]);
    });

    it('publishes no levels of audio that is not sent', async () => {
      const { microphone, levels, at } = await inPushToTalk();
      levels.length = 0;
      at(10_000);
      microphone.say(Int16Array.of(1), 0.5);
      expect(levels).toEqual([]);
    });

    it('stops the answer at once and reports what was heard, without an interrupt', async () => {
      const { sut, client, output } = await speaking();
      sut.configure({ ...DEFAULT_CONVERSATION, mode: 'push_to_talk' });
      await settled();
      sut.pressToTalk();
      const before = output.rendered.length;
      output.play(100);
      const fade = 16 * 5;
      expect(output.rendered.slice(before + fade).every((value) => value === 0)).toBe(true);
      expect(client.sent('interrupt')).toEqual([]);
      expect(client.sent('playback').at(-1)).toEqual({ turn_id: 1, played_ms: 512, state: 'flushed' });
    });

    it.each([
      ['hands-free', async () => inCall()],
      [
        'muted',
        async () => {
          const harness = await inPushToTalk();
          harness.sut.setMuted(true);
          return harness;
        },
      ],
      [
        'without a microphone',
        async () => {
          const harness = await inPushToTalk();
          harness.microphone.unplug();
          await settled();
          return harness;
        },
      ],
    ])('ignores the key %s', async (_name, prepare) => {
      const { sut, client } = await prepare();
      sut.pressToTalk();
      expect(sut.state.talking).toBe(false);
      expect(client.sent('push_to_talk')).toEqual([]);
    });

    it.each([
      [
        'the microphone is muted',
        (harness: Awaited<ReturnType<typeof inPushToTalk>>) => harness.sut.setMuted(true),
      ],
      ['the microphone is unplugged', (harness) => harness.microphone.unplug()],
      ['the mode is changed', (harness) => harness.sut.configure(DEFAULT_CONVERSATION)],
    ] as [string, (harness: Awaited<ReturnType<typeof inPushToTalk>>) => void][])(
      'ends when %s',
      async (_name, act) => {
        const harness = await inPushToTalk();
        harness.sut.pressToTalk();
        act(harness);
        await settled();
        expect(harness.sut.state.talking).toBe(false);
        expect(harness.client.sent('push_to_talk')).toEqual([{ state: 'down' }, { state: 'up' }]);
      },
    );

    it('ends the utterance before it changes the mode', async () => {
      const { sut, client } = await inPushToTalk();
      sut.pressToTalk();
      sut.configure(DEFAULT_CONVERSATION);
      await settled();
      const order = client.commands.map(
        ({ name, data }) => `${name} ${Object.values(data as object).join()}`,
      );
      expect(order).toEqual(['push_to_talk down', 'push_to_talk up', 'update_config hands_free']);
    });

    it('ends a hands-free utterance when the mode changes to push-to-talk', async () => {
      const { sut, client } = await inCall();
      client.commands.length = 0;
      sut.configure({ ...DEFAULT_CONVERSATION, mode: 'push_to_talk' });
      await settled();
      const order = client.commands.map(
        ({ name, data }) => `${name} ${Object.values(data as object).join()}`,
      );
      expect(order).toEqual(['update_config push_to_talk', 'push_to_talk up']);
    });

    it('continues through a reconnect, and sends the held key to a new session', async () => {
      const { sut, client, microphone } = await inPushToTalk();
      sut.pressToTalk();
      client.reconnectingEvent.emit({ code: 1006, attempt: 1, delayMs: 500, at: 500 });
      microphone.say(Int16Array.of(1));
      client.open({ resumed: true });
      expect(client.sent('push_to_talk')).toHaveLength(1);
      client.reconnectingEvent.emit({ code: 1006, attempt: 1, delayMs: 500, at: 500 });
      client.open({ resumed: false });
      expect(client.sent('push_to_talk')).toEqual([{ state: 'down' }, { state: 'down' }]);
      expect(client.audio).toHaveLength(1);
    });

    it('releases the key when it hangs up', async () => {
      const { sut, client } = await inPushToTalk();
      sut.pressToTalk();
      sut.hangUp();
      await settled();
      expect(sut.state.talking).toBe(false);
      expect(client.sent('push_to_talk')).toEqual([{ state: 'down' }]);
    });
  });
});
