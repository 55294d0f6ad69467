import { afterEach, describe, expect, it } from 'vitest';
import { NoModelLlm } from '../../llm/providers/skills/no-model-llm.js';
import { TestSessions, texts } from '../../session/testing/test-session.js';
import { humTts } from '../../../../testing/scripted-providers.js';

describe('“go on” after an interruption', () => {
  const sessions = new TestSessions();
  afterEach(() => sessions.end());

  it('says the rest of the answer after an interruption', async () => {
    const { session, socket } = sessions.start({ llm: new NoModelLlm(), tts: humTts(1_000) });
    const answerOf = (turnId: number) =>
      socket.waitFor((messages) =>
        texts(messages).find((data) => data.role === 'assistant' && data.turn_id === turnId && data.is_final),
      );
    session.textInput({ text: 'help' });
    await socket.audioEnd(1);
    session.dispatch({ type: 'interrupt', turnId: 1, playedMs: 400 });
    const { text: heard } = await answerOf(1);
    expect(heard).toBe('You can ask');

    session.textInput({ text: 'go on' });
    await socket.audioEnd(2);
    session.dispatch({ type: 'interrupt', turnId: 2, playedMs: 300 });
    const { text: second } = await answerOf(2);
    expect(second).not.toBe('');

    session.textInput({ text: 'continue' });
    await socket.audioEnd(3);
    session.playback({ turn_id: 3, played_ms: 9_000, state: 'drained' });
    const { text: rest } = await answerOf(3);
    expect(`${heard} ${second} ${rest}`).toMatch(/^You can ask me for the time, .* on this computer\.$/);
    expect(rest).not.toContain(second);
  });
});
