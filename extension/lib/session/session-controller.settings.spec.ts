import { describe, expect, it, vi } from 'vitest';
import { DEFAULT_CONVERSATION, type ConversationSettings } from '../settings/conversation-settings';
import { settled } from '../testing/settled';
import { inCall, newSession, URL } from '../testing/session-harness';
import { SessionController } from './session-controller';

describe(SessionController.name, () => {
  describe('settings', () => {
    const settings: ConversationSettings = {
      mode: 'push_to_talk',
      pauseBeforeReplyMs: 900,
      interruptionSensitivity: 0.2,
    };
    const config = { mode: 'push_to_talk', pause_before_reply_ms: 900, interruption_sensitivity: 0.2 };

    it('are sent when a session starts', async () => {
      const { sut, client } = newSession();
      sut.configure(settings);
      expect(client.sent('update_config')).toEqual([]);
      sut.start(URL);
      await settled();
      expect(client.sessions).toMatchObject([{ greeting: true, mode: 'push_to_talk' }]);
      client.open();
      expect(client.sent('update_config')).toEqual([config]);
    });

    it('are sent again after every reconnect', async () => {
      const { sut, client } = await inCall();
      client.reconnectingEvent.emit({ code: 1006, attempt: 1, delayMs: 500, at: 500 });
      sut.configure(settings);
      await settled();
      client.commands.length = 0;
      client.open({ resumed: true });
      expect(client.sent('update_config')).toEqual([config]);
    });

    it('are sent at once in a running session, changed fields only', async () => {
      const { sut, client } = await inCall();
      sut.configure({ ...DEFAULT_CONVERSATION, pauseBeforeReplyMs: 900 });
      await vi.waitFor(() => expect(client.sent('update_config')).toHaveLength(2));
      expect(client.sent('update_config')).toEqual([{ mode: 'hands_free' }, { pause_before_reply_ms: 900 }]);
    });
  });
});
