/** The effects of an answer, which are withheld until its turn is certain. */
import type { Draft } from './draft.js';
import type { AnswerEffect } from './slices/answer-state.js';

/** Sends an effect of the answer, or keeps it while the answer is withheld. */
export function emit(draft: Draft, effect: AnswerEffect): void {
  const isSpeech = effect.type === 'speak' || effect.type === 'speak_end';
  const isAhead = isSpeech && draft.policies.speculation.tts;
  if (!isAhead && draft.answer.keep(effect)) return;
  if (effect.type === 'send_audio') {
    draft.answer.markAudioSent(effect.durationMs, draft.now);
    draft.turn.reached('firstAudioAt', draft.now);
    const { metrics, askedAt } = draft.answer.current;
    if (metrics.tts_first_audio_ms === undefined)
      draft.answer.addMetrics({ tts_first_audio_ms: Math.round(draft.now - askedAt) });
  }
  draft.addEffect(effect);
}

/** Sends the withheld effects in order. */
export function releaseEffects(draft: Draft): void {
  for (const effect of draft.answer.release()) emit(draft, effect);
}
