/** Handles a recogniser that fails or does not send a transcript in time. */
import type { ServerMessage } from '#protocol';
import type { ProviderError } from '../../provider-kit/errors/provider-error.js';
import { hasWord } from '../policies/words.js';
import type { Draft } from './draft.js';
import { considerEnd, endTurn } from './end-of-turn.js';
import { decide } from './overlap.js';
import { wordsSoFar, type Utterance } from './slices/utterance.js';
import { dropSpeculation } from './speculation.js';
import { handleWordsOverAnswer } from './transcripts.js';
import { closeUtterance } from './user/user-words.js';

const TOO_SLOW: ServerMessage = {
  type: 'error',
  error: 'Speech recognition is taking too long to answer. Please say that again, or type it.',
  code: 'provider_timeout',
  stage: 'stt',
  fatal: false,
};

/** A transcript is overdue, so the turn continues with the words known so far. */
export function onFinalTimeout(draft: Draft): void {
  const utterance = draft.utterance.value;
  if (!utterance) return;
  if (utterance.pendingFinals === 0) return onMissingEndOfTurn(draft, utterance);
  const partial = draft.utterance.expirePendingFinals();
  const { lateTranscripts } = draft.policies;
  if (partial !== '') draft.recogniser.expectLate(partial, false, draft.now, lateTranscripts);
  if (!hasWord(wordsSoFar(draft.utterance.current))) noteSilence(draft, utterance.speechStartedAt);
  if (handleWordsOverAnswer(draft, true)) return;
  considerEnd(draft);
}

/** No word came of that speech. If nothing comes after it either, the user is told. */
export function noteSilence(draft: Draft, speechStartedAt: number): void {
  // If the recogniser reports a failure itself, its message is better.
  if (draft.recogniser.value.warnedAt >= speechStartedAt) return;
  draft.recogniser.timedOut();
  draft.setTimer('stt_silence', draft.now + draft.policies.transcriptTimeouts.failureReportMs);
}

/** A recogniser that ends turns itself did not end this one, or found words without detected speech. */
function onMissingEndOfTurn(draft: Draft, utterance: Utterance): void {
  if (utterance.speaking || handleWordsOverAnswer(draft, true)) return;
  if (draft.policies.endpointing.manual && !utterance.released) return;
  const endsAt =
    (utterance.speechEndedAt ?? utterance.partialSince) + draft.policies.transcriptTimeouts.finalMs;
  if (hasWord(wordsSoFar(utterance)) && endsAt > draft.now) draft.setTimer('stt_final', endsAt);
  else endTurn(draft);
}

/** The recogniser has not reported a failure in time. */
export function onSttSilence(draft: Draft): void {
  if (draft.recogniser.value.silent) draft.send(TOO_SLOW);
  draft.recogniser.heard();
}

export function onSttFailed(draft: Draft, { message, code, stage }: ProviderError): void {
  draft.send({ type: 'error', error: message, code, stage, fatal: false });
  draft.overlap.abandon();
  decide(draft);
  draft.onset.end();
  draft.recogniser.failed(draft.now);
  const utterance = draft.utterance.value;
  if (!utterance) return;
  const isWhole = !utterance.speaking && utterance.pendingFinals === 0 && hasWord(wordsSoFar(utterance));
  draft.utterance.abandonSpeech();
  // A complete question is answered; the words of an incomplete one are only kept.
  if (isWhole) return considerEnd(draft);
  closeUtterance(draft, { outcome: 'unanswered', reason: 'provider', failure: { stage, code } });
  dropSpeculation(draft);
}
