import { afterEach, describe, expect, it } from 'vitest';
import { Session } from './session.js';
import { speak, TestSessions } from './testing/test-session.js';

describe(Session.name, () => {
  const sessions = new TestSessions();
  const start = sessions.start.bind(sessions);
  afterEach(() => sessions.end());

  it('reports its configuration', () => {
    const { socket } = start();
    const message = socket.received.find((each) => each.type === 'data' && each.name === 'session');
    expect(message).toMatchObject({
      data: { settings: { pause_before_reply_ms: 600, interruption_sensitivity: 0.5 } },
    });
  });

  it('takes a choice back with null', async () => {
    const { session, socket } = start();
    session.updateConfig({ pause_before_reply_ms: 3_000, interruption_sensitivity: 0 });
    session.updateConfig({ pause_before_reply_ms: null, interruption_sensitivity: null });
    const began = performance.now();
    speak(session);
    await socket.text('assistant', false);
    const tookMs = performance.now() - began;
    expect(tookMs).toBeGreaterThan(300);
    expect(tookMs).toBeLessThan(2_500);
  });
});
