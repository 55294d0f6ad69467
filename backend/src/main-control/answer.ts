/** The assistant's half of a turn: generated, spoken, heard or cut off. */
import type { FlushReason } from '#protocol';
import type { ProviderError } from '../common/provider-error.js';
import type { Answer, ConversationEvent, Effect } from './conversation-state.js';
import type { Draft } from './draft.js';
import { sureOfVoiceAt } from './endpointing.js';
import { heardText, marksOf, pieceOfAudio } from './heard-text.js';
import { playedMs, playoutEndsAt } from './playhead.js';
import { chunk, EMPTY_CHUNKER, finishChunks, type TextPiece } from './sentence-chunker.js';
import { isSpeakable, speakable } from './speakable.js';

type EventOf<Type extends ConversationEvent['type']> = Extract<ConversationEvent, { type: Type }>;

/** What is kept of the rest of an answer that was cut off, for "go on": two minutes of speech. */
const MAX_UNHEARD_CHARS = 2_000;

/** How often is looked whether a held answer is over. */
const HELD_LOOK_MS = 200;

export interface Question {
  turnId: number;
  /** '' where the words are the assistant's own idea: a greeting, a timer. */
  text: string;
  askedAt: number;
  /** Asked before it is sure that the user is done: nothing may come out yet. */
  speculative?: boolean;
}

/** Begins the answer to the user's last words, which are in the history unless it is speculative. */
export function startAnswer(draft: Draft, question: Question): Answer {
  const answer = newAnswer(question);
  const { state } = draft;
  state.answer = answer;
  const asked = answer.speculative ? [{ role: 'user' as const, content: question.text }] : [];
  const messages = [
    { role: 'system' as const, content: draft.options.systemPrompt },
    ...state.history,
    ...asked,
  ];
  draft.do({ type: 'generate', turnId: question.turnId, messages, speculative: answer.speculative });
  return answer;
}

/** Says the next announcement where nobody is speaking. */
export function announceNext(draft: Draft): void {
  const { state } = draft;
  const [text, ...others] = state.announcements;
  if (text === undefined || state.answer || state.utterance || sureOfVoiceAt(state) > draft.now) return;
  state.announcements = others;
  state.turnId++;
  state.answer = newAnswer({ turnId: state.turnId, text: '', askedAt: draft.now });
  onText(draft, state.answer, text);
  onGenerated(draft, state.answer);
}

export function onLlmText(draft: Draft, event: EventOf<'llm_text'>): void {
  const answer = current(draft, event.turnId);
  if (!answer || answer.generated || event.text === '') return;
  if (answer.metrics.llm_first_token_ms === undefined)
    answer.metrics = { ...answer.metrics, llm_first_token_ms: Math.round(draft.now - answer.askedAt) };
  onText(draft, answer, event.text);
}

export function onLlmReasoning(draft: Draft, event: EventOf<'llm_reasoning'>): void {
  const answer = current(draft, event.turnId);
  if (!answer) return;
  const text = JSON.stringify({ type: 'reasoning', data: { text: event.text } });
  const message = draft.textMessage('assistant', answer.turnId, text, false, { data_type: 'raw' });
  emit(draft, answer, { type: 'send', message });
}

export function onLlmDone(draft: Draft, event: EventOf<'llm_done'>): void {
  const answer = current(draft, event.turnId);
  if (answer && !answer.generated) onGenerated(draft, answer);
}

export function onTtsAudio(draft: Draft, event: EventOf<'tts_audio'>): void {
  const answer = current(draft, event.turnId);
  if (!answer || answer.synthesized) return;
  if (event.words) {
    const pieceStart = answer.pieces[(event.piece ?? 0) - 1]?.endOffset ?? 0;
    const marks = marksOf(answer.text, event.words, Math.max(answer.marks.at(-1)?.end ?? 0, pieceStart));
    answer.marks = [...answer.marks, ...marks];
    const data = { turn_id: answer.turnId, marks };
    if (marks.length > 0)
      emit(draft, answer, { type: 'send', message: { type: 'data', name: 'speech_marks', data } });
  }
  // The times of words may come after their audio, alone.
  if (event.durationMs === 0) return;
  answer.sentMs += event.durationMs;
  const index = event.piece ?? pieceOfAudio(answer.pieces);
  answer.pieces = answer.pieces.map((piece, i) => {
    if (i === index) return { ...piece, audioMs: piece.audioMs + event.durationMs };
    return i < index && !piece.complete ? { ...piece, complete: true } : piece;
  });
  emit(draft, answer, { type: 'send_audio', turnId: answer.turnId, pcm: event.pcm });
}

export function onTtsDone(draft: Draft, event: EventOf<'tts_done'>): void {
  const answer = current(draft, event.turnId);
  if (!answer || answer.synthesized) return;
  answer.synthesized = true;
  if (!answer.voiceFailed) answer.pieces = answer.pieces.map((piece) => ({ ...piece, complete: true }));
  if (!answer.withheld) finishSending(draft, answer);
}

export function onPlayback(draft: Draft, event: EventOf<'playback'>): void {
  const answer = current(draft, event.turnId);
  if (!answer || answer.firstAudioAt === null) return;
  const reported = Math.min(Math.max(0, event.playedMs), answer.sentMs);
  // It threw away what it had: nobody will hear the rest.
  if (event.state === 'flushed') return interruptAnswer(draft, 'interrupt', reported);
  answer.playback = { playedMs: reported, at: draft.now, state: event.state };
  if (!answer.synthesized) return;
  if (event.state === 'drained') return complete(draft, answer);
  setPlayoutTimer(draft, answer);
}

/** The client played all it will play, or must have. */
export function onPlayoutTimer(draft: Draft): void {
  const { answer, overlap } = draft.state;
  if (!answer?.synthesized) return;
  if (overlap?.holding) draft.setTimer('playout', draft.now + HELD_LOOK_MS);
  else complete(draft, answer);
}

/** All of it was heard, though the client has not said so yet: then it is over, and nothing can interrupt it. */
export function completeIfHeard(draft: Draft): void {
  const { answer } = draft.state;
  if (!answer?.synthesized || answer.withheld) return;
  if (playedMs(answer, draft.now) >= answer.sentMs) complete(draft, answer);
}

/** Lets out what was withheld, in order, and everything after it at once. */
export function release(draft: Draft, answer: Answer): void {
  const effects = answer.withheld ?? [];
  answer.withheld = null;
  for (const effect of effects) emit(draft, answer, effect);
  if (answer.synthesized) finishSending(draft, answer);
}

/** Cuts the answer off: nothing of it comes out any more, and only what was heard stays. */
export function interruptAnswer(draft: Draft, reason: FlushReason, reportedMs?: number): void {
  const { answer } = draft.state;
  if (!answer) return;
  if (answer.speculative) return dropAnswer(draft);
  const played = answer.withheld ? 0 : heardMs(draft, answer, reportedMs);
  if (answer.synthesized && !answer.withheld && played >= answer.sentMs) return complete(draft, answer);
  draft.do({ type: 'cancel', turnId: answer.turnId });
  draft.send({ type: 'cmd', name: 'flush', data: { turn_id: answer.turnId, reason } });
  const heard = heardText(answer, played);
  if (answer.text !== '') draft.sendText('assistant', answer.turnId, heard, true, { interrupted: true });
  if (heard !== '') {
    const unheard = answer.text.slice(heard.length).trim().slice(0, MAX_UNHEARD_CHARS);
    draft.remember({ role: 'assistant', content: heard, interrupted: true, unheard });
    draft.state.lastHeard = { text: heard, endedAt: draft.now };
  }
  if (!answer.synthesized || answer.withheld) sendMetrics(draft, answer);
  end(draft);
}

/** Throws away an answer of which nothing came out. */
export function dropAnswer(draft: Draft): void {
  const { answer } = draft.state;
  if (!answer) return;
  draft.do({ type: 'cancel', turnId: answer.turnId });
  end(draft);
}

export function onAnswerFailed(draft: Draft, turnId: number, error: ProviderError): void {
  const answer = current(draft, turnId);
  if (!answer) return;
  // What fails ahead of time is asked again when it is time.
  if (answer.speculative) return dropAnswer(draft);
  draft.send({
    type: 'error',
    error: error.message,
    code: error.code,
    stage: error.stage,
    turn_id: turnId,
    fatal: false,
  });
  // A model that fails in mid-answer leaves what it said. A voice that fails leaves the text, which can be read, and
  // what it said so far, which is heard to its end.
  if (error.stage === 'llm' && answer.text !== '' && !answer.generated) return onGenerated(draft, answer);
  draft.do({ type: 'cancel', turnId });
  answer.voiceFailed = true;
  answer.generated = true;
  if (!answer.synthesized) onTtsDone(draft, { type: 'tts_done', turnId });
}

function newAnswer({ turnId, text, askedAt, speculative = false }: Question): Answer {
  return {
    turnId,
    question: text,
    askedAt,
    speculative,
    withheld: speculative ? [] : null,
    text: '',
    chunker: EMPTY_CHUNKER,
    pieces: [],
    marks: [],
    generated: false,
    synthesized: false,
    sentMs: 0,
    firstAudioAt: null,
    playback: null,
    heldAt: null,
    voiceFailed: false,
    metrics: { turn_id: turnId },
  };
}

function current(draft: Draft, turnId: number): Answer | null {
  const { answer } = draft.state;
  return answer?.turnId === turnId ? answer : null;
}

/** Does it now, or keeps it for when the answer may be let out. */
function emit(draft: Draft, answer: Answer, effect: Effect): void {
  const ahead = draft.options.speculation.tts && (effect.type === 'speak' || effect.type === 'speak_end');
  if (answer.withheld && !ahead) {
    answer.withheld = [...answer.withheld, effect];
    return;
  }
  if (effect.type === 'send_audio') {
    answer.firstAudioAt ??= draft.now;
    if (answer.metrics.tts_first_audio_ms === undefined)
      answer.metrics = { ...answer.metrics, tts_first_audio_ms: Math.round(draft.now - answer.askedAt) };
  }
  draft.do(effect);
}

function onText(draft: Draft, answer: Answer, text: string): void {
  const before = answer.text.length - answer.chunker.rest.length;
  answer.text += text;
  const { state, pieces } = chunk(answer.chunker, text);
  answer.chunker = state;
  speak(draft, answer, pieces, before);
  emit(draft, answer, {
    type: 'send',
    message: draft.textMessage('assistant', answer.turnId, answer.text, false),
  });
}

function onGenerated(draft: Draft, answer: Answer): void {
  answer.generated = true;
  const before = answer.text.length - answer.chunker.rest.length;
  speak(draft, answer, finishChunks(answer.chunker), before);
  emit(draft, answer, { type: 'speak_end', turnId: answer.turnId });
}

function speak(draft: Draft, answer: Answer, pieces: TextPiece[], startOffset: number): void {
  let endOffset = startOffset;
  for (const piece of pieces) {
    endOffset += piece.text.length;
    const spoken = piece.code ? '' : speakable(piece.text);
    if (!isSpeakable(spoken)) continue;
    answer.pieces = [...answer.pieces, { endOffset, spoken, audioMs: 0, complete: false }];
    emit(draft, answer, { type: 'speak', turnId: answer.turnId, text: spoken });
  }
}

/** All its audio is out. */
function finishSending(draft: Draft, answer: Answer): void {
  draft.send({
    type: 'cmd',
    name: 'audio_end',
    data: { turn_id: answer.turnId, total_ms: Math.round(answer.sentMs), text: answer.text },
  });
  sendMetrics(draft, answer);
  if (answer.sentMs === 0) return complete(draft, answer);
  setPlayoutTimer(draft, answer);
}

function setPlayoutTimer(draft: Draft, answer: Answer): void {
  draft.setTimer('playout', playoutEndsAt(answer, draft.now));
}

/** What the user has heard: by the client's last word where there is one, else by the playhead. */
function heardMs(draft: Draft, answer: Answer, reportedMs: number | undefined): number {
  return reportedMs === undefined ? playedMs(answer, draft.now) : Math.min(reportedMs, answer.sentMs);
}

/** The answer was heard to its end, or what there is of it. */
function complete(draft: Draft, answer: Answer): void {
  if (draft.state.overlap?.holding)
    draft.send({ type: 'cmd', name: 'resume_playback', data: { turn_id: answer.turnId } });
  if (answer.text !== '' || !answer.voiceFailed)
    draft.sendText('assistant', answer.turnId, answer.text, true, { interrupted: false });
  const heard = answer.voiceFailed ? heardText(answer, answer.sentMs) : answer.text;
  const unheard = answer.text.slice(heard.length).trim().slice(0, MAX_UNHEARD_CHARS);
  if (answer.text.trim() !== '')
    draft.remember({
      role: 'assistant',
      content: heard,
      ...(answer.voiceFailed && { voiceFailed: true, unheard }),
    });
  draft.state.lastHeard = { text: heard, endedAt: draft.now };
  end(draft);
}

function end(draft: Draft): void {
  draft.state.answer = null;
  draft.state.overlap = null;
  draft.clearTimers('playout', 'barge_in');
}

function sendMetrics(draft: Draft, answer: Answer): void {
  answer.metrics = { ...answer.metrics, total_ms: Math.round(draft.now - answer.askedAt) };
  draft.send({ type: 'data', name: 'metrics', data: answer.metrics });
}
