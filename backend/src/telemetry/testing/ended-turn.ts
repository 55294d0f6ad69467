import type { TurnEnded } from '../../common/telemetry/channels.js';

/** The end of a spoken turn that the skills answered in 412 ms. */
export function endedTurn(changes: Partial<TurnEnded> = {}): TurnEnded {
  const asked = Date.UTC(2026, 10, 22, 9, 5);
  return {
    sessionId: '4f2a0b1e-9d3a-4c63-8a0c-5a2b7c1d9e11',
    turnId: 3,
    kind: 'voice',
    outcome: 'completed',
    reason: null,
    failure: null,
    times: {
      speechStarted: asked - 900,
      asked,
      transcribed: asked + 120,
      turnEnded: asked + 120,
      answerStarted: asked + 120,
      firstText: asked + 123,
      firstAudio: asked + 412,
      textDone: asked + 130,
      audioSent: asked + 1_500,
      ended: asked + 2_900,
    },
    sentMs: 2_400,
    heardMs: 2_400,
    chars: 42,
    speculations: 0,
    speculationUsed: false,
    toolCalls: [],
    providers: { stt: { name: 'embedded' }, llm: { name: 'skills' }, tts: { name: 'embedded' } },
    usage: { input: null, output: null },
    ...changes,
  };
}
