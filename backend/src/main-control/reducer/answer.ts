/** How an answer is generated and spoken. How it ends is in answer-end.ts. */
import { isToolError, mayAct } from '../../tools/tools.port.js';
import { onsetCertainAt } from '../policies/endpointing.js';
import type { Draft } from './draft.js';
import { emit } from './emit.js';
import type { EventOf } from './events.js';
import { addSentence, readOn } from './reading.js';
import type { AnswerSlice } from './slices/answer.js';
import type { Answer, Question } from './slices/answer-state.js';
import { NOT_ASKED, type AskedNotes, type TurnSlice } from './slices/turn.js';

/** Longest silence after the user's words while a task runs. */
const SAY_PROGRESS_MS = 2_000;

/** Begins the answer to the user's last words, which are already in the history. */
export function startAnswer(draft: Draft, question: Question, asked: AskedNotes): void {
  draft.answer.begin(question, 'starting');
  draft.turn.begin(asked, draft.now);
  generate(draft, question, false);
}

/** Begins an answer to words that may not be the whole turn. It sends nothing until it is confirmed. */
export function startSpeculation(draft: Draft, question: Question): void {
  draft.answer.begin(question, 'speculative');
  draft.turn.begin(NOT_ASKED, draft.now);
  generate(draft, question, true, question.text);
}

function generate(
  draft: Draft,
  { turnId, isDoubtful }: Question,
  speculative: boolean,
  newWords?: string,
): void {
  const { systemPrompt } = draft.options;
  draft.addEffect({
    type: 'generate',
    turnId,
    messages: [
      { role: 'system', content: systemPrompt },
      ...draft.history.value.messages,
      ...(newWords === undefined ? [] : [{ role: 'user' as const, content: newWords }]),
    ],
    speculative,
    ...(isDoubtful && { isDoubtful }),
  });
}

/** Whether neither side speaks; to dictate is to speak, too. */
export const isQuiet = (draft: Draft): boolean =>
  !draft.answer.value &&
  !draft.utterance.value &&
  !draft.dictation.isHearing &&
  onsetCertainAt(draft.onset.value, draft.policies.endpointing) <= draft.now;

/** Speaks the next announcement when neither side speaks; without one, reading goes on. */
export function announceNext(draft: Draft): void {
  if (!isQuiet(draft)) return;
  const announcement = draft.announcements.takeNext();
  if (!announcement) return draft.session.value.readsOn ? readOn(draft) : undefined;
  const turnId = draft.session.nextTurn();
  draft.answer.begin({ turnId, text: '', askedAt: draft.now, announcement }, 'starting');
  draft.turn.begin({ ...NOT_ASKED, kind: 'announcement' }, draft.now);
  addText(draft, announcement.text);
  finishText(draft);
}

export function onLlmText(draft: Draft, { turnId, text, read }: EventOf<'llm_text'>): void {
  const answer = answerOf(draft, turnId);
  if (!answer || answer.generation === 'done' || text === '') return;
  if (answer.metrics.llm_first_token_ms === undefined)
    draft.answer.addMetrics({ llm_first_token_ms: Math.round(draft.now - answer.askedAt) });
  draft.turn.reached('firstTextAt', draft.now);
  if (read) addSentence(draft, read);
  addText(draft, text);
}

export function onLlmReasoning(draft: Draft, { turnId, text }: EventOf<'llm_reasoning'>): void {
  if (!answerOf(draft, turnId) || text === '') return;
  const reasoning = JSON.stringify({ type: 'reasoning', data: { text } });
  const message = draft.textMessage('assistant', turnId, reasoning, false, { data_type: 'raw' });
  emit(draft, { type: 'send', message });
}

export function onAnswerSource(draft: Draft, { turnId, passage }: EventOf<'answer_source'>): void {
  if (!answerOf(draft, turnId)) return;
  const { text, title, tab } = passage;
  const data = { turn_id: turnId, text, title, ...(tab !== null && { tab }) };
  emit(draft, { type: 'send', message: { type: 'data', name: 'source', data } });
}

export function onLlmDone(draft: Draft, { turnId }: EventOf<'llm_done'>): void {
  if (answerOf(draft, turnId)?.generation === 'running') finishText(draft);
}

export function onToolCalls(draft: Draft, { turnId, calls }: EventOf<'tool_calls'>): void {
  inAnswer(draft, turnId, (answer, turn) => {
    answer.addToolCalls(calls);
    turn.addToolCalls(calls, draft.now);
  });
}

/** Shows what the task is doing. After a while it is said once, if nothing else was. */
export function onProgress(draft: Draft, { turnId, callId, text, spoken }: EventOf<'progress'>): void {
  const answer = answerOf(draft, turnId);
  if (!answer) return;
  draft.turn.startToolCall(callId, draft.now);
  const data = { turn_id: turnId, text };
  emit(draft, { type: 'send', message: { type: 'data', name: 'progress', data } });
  draft.answer.setProgress(spoken);
  if (answer.progress === null)
    draft.setTimer('progress', Math.max(draft.now, answer.askedAt + SAY_PROGRESS_MS));
}

/** A part of the answer like any other: the history has it if it was heard. */
export function onProgressTimer(draft: Draft): void {
  const answer = draft.answer.value;
  if (!answer?.progress || answer.generation === 'done' || answer.text.trim() !== '') return;
  addText(draft, `${answer.progress}\n`);
}

/** Only the record of the turn has the calls of an action: the history has its result. */
export function onActionCall(draft: Draft, { turnId, call }: EventOf<'action_call'>): void {
  inAnswer(draft, turnId, (answer, turn) => {
    turn.addToolCalls([call], draft.now);
    if (mayAct(call.name)) answer.beginAct(call);
  });
}

export function onActionCallDone(draft: Draft, event: EventOf<'action_call_done'>): void {
  inAnswer(draft, event.turnId, (answer, turn) => {
    turn.endToolCall(event.callId, event.failed, draft.now);
    answer.endAct(event.callId);
  });
}

export function onEarcon(draft: Draft, { turnId, sound }: EventOf<'earcon'>): void {
  if (!answerOf(draft, turnId)) return;
  emit(draft, { type: 'send', message: { type: 'cmd', name: 'earcon', data: { turn_id: turnId, sound } } });
}

/** The result of an action stays in the history even if its answer is interrupted. */
export function onActionDone(draft: Draft, { turnId, text }: EventOf<'action_done'>): void {
  inAnswer(draft, turnId, (answer) => answer.addActionResult(text));
}

/** A result that comes after its answer is over still belongs in the history. */
export function onToolResult(draft: Draft, result: EventOf<'tool_result'>): void {
  let isKnown = false;
  inAnswer(draft, result.turnId, (answer, turn) => {
    // The calls from before it was put aside are in the history.
    isKnown = answer.addToolResult(result);
    turn.endToolCall(result.callId, isToolError(result.content), draft.now);
  });
  if (isKnown) return;
  draft.history.settleResult(result);
  draft.openQuestion.settleResult(result);
}

export function onTtsAudio(draft: Draft, event: EventOf<'tts_audio'>): void {
  const { turnId, pcm, durationMs, clause, words } = event;
  if (answerOf(draft, turnId)?.synthesis !== 'running') return;
  const options = draft.policies.heardText;
  if (words) {
    const marks = draft.answer.addMarks(words, clause ?? 0, options);
    const data = { turn_id: turnId, marks };
    if (marks.length > 0)
      emit(draft, { type: 'send', message: { type: 'data', name: 'speech_marks', data } });
  }
  // Word times may come after their audio, without audio.
  if (durationMs === 0) return;
  draft.answer.addAudio(durationMs, clause, options);
  emit(draft, { type: 'send_audio', turnId, pcm, durationMs });
}

/** Changes the answer of this turn, also one that is put aside. @returns whether there is one */
function inAnswer(
  draft: Draft,
  turnId: number,
  change: (answer: AnswerSlice, turn: TurnSlice) => void,
): boolean {
  if (!answerOf(draft, turnId)) return draft.parked.change(turnId, change);
  change(draft.answer, draft.turn);
  return true;
}

/** @returns the answer of this turn; null if it is over */
export function answerOf(draft: Draft, turnId: number): Answer | null {
  const answer = draft.answer.value;
  return answer?.turnId === turnId ? answer : null;
}

export function addText(draft: Draft, delta: string): void {
  speak(draft, draft.answer.addText(delta));
  const { turnId, text } = draft.answer.current;
  emit(draft, { type: 'send', message: draft.textMessage('assistant', turnId, text, false) });
}

/** The text of the answer is complete. */
export function finishText(draft: Draft): void {
  speak(draft, draft.answer.finishText());
  draft.turn.reached('textDoneAt', draft.now);
  emit(draft, { type: 'speak_end', turnId: draft.answer.current.turnId });
}

function speak(draft: Draft, clauses: readonly string[]): void {
  const { turnId } = draft.answer.current;
  for (const text of clauses) emit(draft, { type: 'speak', turnId, text });
}
