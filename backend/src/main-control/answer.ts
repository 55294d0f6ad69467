/** The assistant's half of a turn: generated, spoken, heard or cut off. */
import type { FlushReason } from '#protocol';
import type { ProviderError } from '../common/provider-error.js';
import type { Answer, ConversationEvent } from './conversation-state.js';
import type { Draft } from './draft.js';
import { heardText, pieceOfAudio } from './heard-text.js';
import { playedMs, playoutEndsAt } from './playhead.js';
import { chunk, EMPTY_CHUNKER, finishChunks, type TextPiece } from './sentence-chunker.js';
import { isSpeakable, speakable } from './speakable.js';

type EventOf<Type extends ConversationEvent['type']> = Extract<ConversationEvent, { type: Type }>;

/** Begins the answer to the user's turn that was just added to the history. */
export function startAnswer(draft: Draft, turnId: number, askedAt: number, sttFinalMs?: number): void {
  draft.state.answer = newAnswer(turnId, askedAt, false);
  if (sttFinalMs !== undefined) draft.state.answer.metrics.stt_final_ms = Math.round(sttFinalMs);
  const messages = [{ role: 'system' as const, content: draft.options.systemPrompt }, ...draft.state.history];
  draft.do({ type: 'generate', turnId, messages });
}

/** Says the next announcement where nobody is speaking. */
export function announceNext(draft: Draft): void {
  const { state } = draft;
  const [text, ...others] = state.announcements;
  if (text === undefined || state.answer || state.utterance) return;
  state.announcements = others;
  state.turnId++;
  state.answer = newAnswer(state.turnId, draft.now, true);
  onText(draft, state.answer, text);
  onGenerated(draft, state.answer);
}

export function onLlmText(draft: Draft, event: EventOf<'llm_text'>): void {
  const answer = current(draft, event.turnId);
  if (!answer || answer.generated || event.text === '') return;
  answer.metrics.llm_first_token_ms ??= Math.round(draft.now - answer.askedAt);
  onText(draft, answer, event.text);
}

export function onLlmReasoning(draft: Draft, event: EventOf<'llm_reasoning'>): void {
  const answer = current(draft, event.turnId);
  if (!answer) return;
  const text = JSON.stringify({ type: 'reasoning', data: { text: event.text } });
  draft.sendText('assistant', answer.turnId, text, false, { data_type: 'raw' });
}

export function onLlmDone(draft: Draft, event: EventOf<'llm_done'>): void {
  const answer = current(draft, event.turnId);
  if (answer && !answer.generated) onGenerated(draft, answer);
}

export function onTtsAudio(draft: Draft, event: EventOf<'tts_audio'>): void {
  const answer = current(draft, event.turnId);
  if (!answer || answer.synthesized) return;
  answer.metrics.tts_first_audio_ms ??= Math.round(draft.now - answer.askedAt);
  answer.firstAudioAt ??= draft.now;
  answer.sentMs += event.durationMs;
  const index = event.piece ?? pieceOfAudio(answer.pieces);
  answer.pieces.forEach((piece, i) => {
    if (i < index) piece.complete = true;
    if (i === index) piece.audioMs += event.durationMs;
  });
  draft.do({ type: 'send_audio', turnId: answer.turnId, pcm: event.pcm });
}

export function onTtsDone(draft: Draft, event: EventOf<'tts_done'>): void {
  const answer = current(draft, event.turnId);
  if (!answer || answer.synthesized) return;
  answer.synthesized = true;
  for (const piece of answer.pieces) piece.complete = true;
  draft.send({
    type: 'cmd',
    name: 'audio_end',
    data: { turn_id: answer.turnId, total_ms: Math.round(answer.sentMs), text: answer.text },
  });
  sendMetrics(draft, answer);
  if (answer.sentMs === 0) return complete(draft, answer);
  draft.setTimer('playout', playoutEndsAt(answer, draft.now));
}

export function onPlayback(draft: Draft, event: EventOf<'playback'>): void {
  const answer = current(draft, event.turnId);
  if (!answer) return;
  const reported = Math.min(Math.max(0, event.playedMs), answer.sentMs);
  answer.playback = { playedMs: reported, at: draft.now, state: event.state };
  if (!answer.synthesized) return;
  if (event.state === 'drained') return complete(draft, answer);
  draft.setTimer('playout', playoutEndsAt(answer, draft.now));
}

/** The client played all it will play, or must have. */
export function onPlayoutTimer(draft: Draft): void {
  const { answer } = draft.state;
  if (answer?.synthesized) complete(draft, answer);
}

/** Cuts the answer off: nothing of it comes out any more, and only what was heard stays. */
export function interruptAnswer(draft: Draft, reason: FlushReason, reportedMs?: number): void {
  const { answer } = draft.state;
  if (!answer) return;
  const played = reportedMs === undefined ? playedMs(answer, draft.now) : Math.min(reportedMs, answer.sentMs);
  if (answer.synthesized && played >= answer.sentMs) return complete(draft, answer);
  draft.do({ type: 'cancel', turnId: answer.turnId });
  draft.send({ type: 'cmd', name: 'flush', data: { turn_id: answer.turnId, reason } });
  const heard = heardText(answer.text, answer.pieces, played);
  if (answer.text !== '') draft.sendText('assistant', answer.turnId, heard, true, { interrupted: true });
  if (heard !== '') draft.remember({ role: 'assistant', content: heard, interrupted: true });
  if (!answer.synthesized) sendMetrics(draft, answer);
  end(draft);
}

export function onAnswerFailed(draft: Draft, turnId: number, error: ProviderError): void {
  const answer = current(draft, turnId);
  if (!answer) return;
  draft.send({
    type: 'error',
    error: error.message,
    code: error.code,
    stage: error.stage,
    turn_id: turnId,
    fatal: false,
  });
  // A voice that fails leaves the text, which can be read. A model that fails in mid-answer leaves what it said.
  if (error.stage === 'llm' && answer.text !== '' && !answer.generated) return onGenerated(draft, answer);
  draft.do({ type: 'cancel', turnId });
  complete(draft, answer);
}

function newAnswer(turnId: number, askedAt: number, unprompted: boolean): Answer {
  return {
    turnId,
    askedAt,
    unprompted,
    text: '',
    chunker: EMPTY_CHUNKER,
    pieces: [],
    generated: false,
    synthesized: false,
    sentMs: 0,
    firstAudioAt: null,
    playback: null,
    metrics: { turn_id: turnId },
  };
}

function current(draft: Draft, turnId: number): Answer | null {
  const { answer } = draft.state;
  return answer?.turnId === turnId ? answer : null;
}

function onText(draft: Draft, answer: Answer, text: string): void {
  const before = answer.text.length - answer.chunker.rest.length;
  answer.text += text;
  const { state, pieces } = chunk(answer.chunker, text);
  answer.chunker = state;
  speak(draft, answer, pieces, before);
  draft.sendText('assistant', answer.turnId, answer.text, false);
}

function onGenerated(draft: Draft, answer: Answer): void {
  answer.generated = true;
  const before = answer.text.length - answer.chunker.rest.length;
  speak(draft, answer, finishChunks(answer.chunker), before);
  draft.do({ type: 'speak_end', turnId: answer.turnId });
}

function speak(draft: Draft, answer: Answer, pieces: TextPiece[], startOffset: number): void {
  let endOffset = startOffset;
  for (const piece of pieces) {
    endOffset += piece.text.length;
    const spoken = piece.code ? '' : speakable(piece.text);
    if (!isSpeakable(spoken)) continue;
    answer.pieces.push({ endOffset, spoken, audioMs: 0, complete: false });
    draft.do({ type: 'speak', turnId: answer.turnId, text: spoken });
  }
}

/** The answer was heard to its end (or can only be read). */
function complete(draft: Draft, answer: Answer): void {
  draft.sendText('assistant', answer.turnId, answer.text, true, { interrupted: false });
  if (answer.text.trim() !== '') draft.remember({ role: 'assistant', content: answer.text });
  end(draft);
}

function end(draft: Draft): void {
  draft.state.answer = null;
  draft.clearTimers('playout', 'barge_in');
}

function sendMetrics(draft: Draft, answer: Answer): void {
  answer.metrics.total_ms = Math.round(draft.now - answer.askedAt);
  draft.send({ type: 'data', name: 'metrics', data: answer.metrics });
}
