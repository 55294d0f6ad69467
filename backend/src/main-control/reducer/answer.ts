/** The assistant's half of a turn: generated and spoken. How it ends stands in answer-end.ts. */
import { addResult, settleResult } from './conversation-history.js';
import type { Effect } from './effects.js';
import type { EventOf } from './events.js';
import type { Answer } from './state.js';
import type { Draft } from './draft.js';
import { onsetCertainAt } from '../policies/endpointing.js';
import { marksOf, pieceOfAudio } from '../policies/heard-text.js';
import { chunk, EMPTY_CHUNKER, finishChunks, type TextPiece } from '../output/sentence-chunker.js';
import { isSpeakable, speakable } from '../output/speakable.js';

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
  if (
    text === undefined ||
    state.answer ||
    state.utterance ||
    onsetCertainAt(state.voiceSince, state.settings.endpointing) > draft.now
  )
    return;
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

export function onToolCalls(draft: Draft, { turnId, calls }: EventOf<'tool_calls'>): void {
  const answer = current(draft, turnId);
  if (answer) answer.toolSteps = [...answer.toolSteps, { calls, results: [] }];
}

/** The answer may be over: then the history is told. */
export function onToolResult(draft: Draft, result: EventOf<'tool_result'>): void {
  const answer = current(draft, result.turnId);
  if (answer) {
    answer.toolSteps = addResult(answer.toolSteps, result);
    return;
  }
  const { state } = draft;
  const { openQuestion } = state;
  state.history = settleResult(state.history, result);
  if (openQuestion)
    state.openQuestion = { ...openQuestion, history: settleResult(openQuestion.history, result) };
}

export function onTtsAudio(draft: Draft, event: EventOf<'tts_audio'>): void {
  const answer = current(draft, event.turnId);
  if (!answer || answer.synthesized) return;
  if (event.words) {
    const pieceStart = answer.pieces[(event.piece ?? 0) - 1]?.endOffset ?? 0;
    const from = Math.max(answer.marks.at(-1)?.end ?? 0, pieceStart);
    const marks = marksOf(answer.text, event.words, from, draft.policies.heardText);
    answer.marks = [...answer.marks, ...marks];
    const data = { turn_id: answer.turnId, marks };
    if (marks.length > 0)
      emit(draft, answer, { type: 'send', message: { type: 'data', name: 'speech_marks', data } });
  }
  // The times of words may come after their audio, alone.
  if (event.durationMs === 0) return;
  answer.sentMs += event.durationMs;
  const index = event.piece ?? pieceOfAudio(answer.pieces, draft.policies.heardText);
  answer.pieces = answer.pieces.map((piece, i) => {
    if (i === index) return { ...piece, audioMs: piece.audioMs + event.durationMs };
    return i < index && !piece.complete ? { ...piece, complete: true } : piece;
  });
  emit(draft, answer, { type: 'send_audio', turnId: answer.turnId, pcm: event.pcm });
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
    toolSteps: [],
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

/** The answer that events of that turn are about, or null where it is over. */
export function current(draft: Draft, turnId: number): Answer | null {
  const { answer } = draft.state;
  return answer?.turnId === turnId ? answer : null;
}

/** Does it now, or keeps it for when the answer may be let out. */
export function emit(draft: Draft, answer: Answer, effect: Effect): void {
  const ahead = draft.policies.speculation.tts && (effect.type === 'speak' || effect.type === 'speak_end');
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

/** The model has said all that it will say. */
export function onGenerated(draft: Draft, answer: Answer): void {
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
