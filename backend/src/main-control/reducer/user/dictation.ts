/**
 * While the user dictates, speech is text for a field: it is neither answered nor kept, and does not interrupt. Each final
 * transcript, however late, becomes text once, in order, under a turn of its own.
 */
import type { DictationStep } from '../../../language/dictation.js';
import { hasWord } from '../../policies/words.js';
import type { Draft } from '../draft.js';
import type { ConversationEvent, EventOf } from '../events.js';
import { isEchoOfAssistant, resume } from '../overlap.js';
import { NOT_ASKED, notesOf } from '../slices/turn.js';
import { nonSpeculativeAnswer } from '../speculation.js';
import { answerWhileDictating } from './answering.js';
import { closeUtterance, discardWords } from './user-words.js';

/** Who has said nothing for so long has forgotten that what is said next is written. By judgement. */
const SILENCE_MS = 60_000;

/** How long the last transcript may take after the user has ended the dictation. By judgement. */
const LAST_FINAL_MS = 2_500;

const TOO_QUIET = "I've stopped dictating, because I heard nothing for a minute.";

/** Begins a dictation, or ends it; what was said until then is still written. */
export function onDictation(draft: Draft, on: boolean, reason?: string): void {
  if (on) return draft.dictation.value?.ending === false ? undefined : begin(draft);
  if (!draft.dictation.value) return;
  if (reason !== undefined) {
    // The client cannot write any more: it keeps what still comes.
    draft.announcements.add(reason, false);
    return endDictation(draft);
  }
  if (draft.dictation.value.ending) return;
  if (!draft.dictation.isHearing) return endDictation(draft);
  draft.dictation.end();
  draft.setTimer('dictation', draft.now + LAST_FINAL_MS);
}

/** Speech that goes on is dictated; what was said before it is not. */
function begin(draft: Draft): void {
  const isGoingOn = draft.dictation.value;
  const utterance = draft.utterance.value;
  const answer = nonSpeculativeAnswer(draft);
  draft.onset.end();
  draft.clearTimers('endpoint', 'stt_final', 'barge_in');
  if (draft.overlap.value && answer) resume(draft, answer);
  if (utterance && utterance.segments.length > 0)
    closeUtterance(draft, { outcome: 'unanswered', reason: 'dictated' });
  else discardWords(draft);
  draft.utterance.close();
  draft.openQuestion.close();
  draft.session.setReadsOn(false);
  draft.dictation.begin({
    speaking: isGoingOn?.speaking ?? utterance?.speaking ?? false,
    speechStartedAt: utterance?.speechStartedAt ?? draft.now,
    owed: isGoingOn?.owed ?? utterance?.pendingFinals ?? 0,
  });
  if (utterance && utterance.partial !== '') showPartial(draft, utterance.partial);
  draft.setTimer('dictation', draft.now + SILENCE_MS);
  draft.send({ type: 'cmd', name: 'dictation', data: { state: 'on' } });
}

/** Ends it at once. Words without a final transcript are written as they are known. */
export function endDictation(draft: Draft): void {
  const dictation = draft.dictation.value;
  if (!dictation) return;
  const { partial, speaking, owed } = dictation;
  if (speaking || owed > 0)
    draft.recogniser.expectLate(partial, speaking, draft.now, draft.policies.lateTranscripts);
  if (partial !== '') write(draft, partial);
  if (draft.dictation.value) close(draft);
}

function close(draft: Draft): void {
  draft.dictation.close();
  draft.clearTimers('dictation');
  draft.send({ type: 'cmd', name: 'dictation', data: { state: 'off' } });
}

/** @returns whether the event is only about what is dictated */
export function isDictated(draft: Draft, event: ConversationEvent): boolean {
  if (!draft.dictation.value) return false;
  switch (event.type) {
    case 'speech_onset':
    case 'speech_offset':
    case 'stt_resumed':
      return true;
    case 'speech_start':
      startSpeech(draft, event.agoMs);
      return true;
    case 'speech_end':
      draft.dictation.endSpeech();
      return true;
    case 'push_to_talk':
      if (event.down) startSpeech(draft, 0);
      else draft.dictation.endSpeech();
      return true;
    case 'stt_partial':
    case 'stt_eager_end':
      onPartial(draft, event.text);
      return true;
    case 'stt_final':
    case 'stt_end_of_turn':
      onFinal(draft, event);
      return true;
    case 'stt_failed':
      if (draft.dictation.current.partial !== '') write(draft, draft.dictation.current.partial);
      if (draft.dictation.value) draft.dictation.abandonSpeech();
      endIfDone(draft);
      return false;
    default:
      return false;
  }
}

export function onDictationTimer(draft: Draft): void {
  const dictation = draft.dictation.value;
  if (!dictation) return;
  if (dictation.ending) return endDictation(draft);
  if (dictation.speaking) return draft.setTimer('dictation', draft.now + SILENCE_MS);
  draft.announcements.add(TOO_QUIET, false);
  endDictation(draft);
}

function startSpeech(draft: Draft, agoMs: number): void {
  draft.dictation.startSpeech(draft.now - agoMs);
  draft.recogniser.endOpenLate();
  stayAwake(draft);
}

function onPartial(draft: Draft, text: string): void {
  if (!hasWord(text) || draft.recogniser.takeLatePartial(text, draft.now)) return;
  if (isEcho(draft, text)) return;
  stayAwake(draft);
  showPartial(draft, text);
}

function showPartial(draft: Draft, text: string): void {
  const turnId = draft.dictation.current.turnId ?? draft.session.nextTurn();
  draft.dictation.show(text, turnId);
  send(draft, turnId, preview(draft, text), false);
}

function onFinal(draft: Draft, { type, text }: EventOf<'stt_final' | 'stt_end_of_turn'>): void {
  if (draft.recogniser.takeLateFinal(text, draft.now, draft.policies.lateTranscripts)) return;
  const { speaking, owed, lastFinal } = draft.dictation.current;
  // The same transcript came again without new speech.
  if (!speaking && owed === 0 && text.trim() === lastFinal) return;
  stayAwake(draft);
  const isOwn = hasWord(text) && !isEcho(draft, text);
  const { speechStartedAt } = draft.dictation.current;
  const isText = isOwn && !answerWhileDictating(draft, text, speechStartedAt);
  write(draft, isText ? text : '', type === 'stt_end_of_turn');
  endIfDone(draft);
}

const isEcho = (draft: Draft, text: string): boolean =>
  isEchoOfAssistant(draft, text, draft.dictation.current.speechStartedAt);

function endIfDone(draft: Draft): void {
  if (draft.dictation.value?.ending && !draft.dictation.isHearing) endDictation(draft);
}

/** While the last transcript is awaited, its time does not begin anew. */
function stayAwake(draft: Draft): void {
  if (!draft.dictation.current.ending) draft.setTimer('dictation', draft.now + SILENCE_MS);
}

const preview = (draft: Draft, words: string): string =>
  draft.options
    .readDictation(words, draft.dictation.current.mode)
    .steps.map((step) => (step.type === 'insert' ? step.text : ''))
    .join(' ')
    .trim();

/** Sends what the words ask for, each step under a turn of its own. */
function write(draft: Draft, words: string, isEndOfTurn = false): void {
  const { mode, turnId: shown } = draft.dictation.current;
  const { steps, mode: next } = draft.options.readDictation(words, mode);
  draft.dictation.transcribed(words, isEndOfTurn);
  draft.dictation.setMode(next);
  const sent = steps.filter((step) => step.type !== 'stop');
  // The words that were shown turned out to be none.
  if (sent.length === 0 && shown !== null) finish(draft, shown, words, null);
  for (const [i, step] of sent.entries())
    finish(draft, (i === 0 ? shown : null) ?? draft.session.nextTurn(), words, step);
  if (sent.length < steps.length) close(draft);
}

function finish(
  draft: Draft,
  turnId: number,
  user: string,
  step: Exclude<DictationStep, { type: 'stop' }> | null,
): void {
  if (step === null) send(draft, turnId, '', true);
  else if (step.type !== 'insert') send(draft, turnId, '', true, { edit: step.type });
  else {
    const { text, joins, keepsCase } = step;
    send(draft, turnId, text, true, { ...(joins && { joins }), ...(keepsCase && { keeps_case: true }) });
  }
  draft.report({
    turnId,
    ...{ outcome: 'unanswered', reason: 'dictated' },
    askedAt: draft.now,
    notes: notesOf({ ...NOT_ASKED, transcribedAt: draft.now, turnEndedAt: draft.now }),
    words: { user, assistant: '' },
  });
}

function send(
  draft: Draft,
  turnId: number,
  text: string,
  isFinal: boolean,
  more: Parameters<Draft['sendText']>[4] = {},
): void {
  draft.sendText('user', turnId, text, isFinal, { data_type: 'dictation', ...more });
}
