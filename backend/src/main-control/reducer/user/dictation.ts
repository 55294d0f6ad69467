/**
 * While the user dictates, speech is text for a field: it is neither answered nor kept, and does not interrupt. Each final
 * transcript, however late, becomes text once, in order, under a turn of its own.
 */
import { hasWord } from '../../policies/words.js';
import { transcriptDueAt } from '../../policies/transcript-timeouts.js';
import type { Draft } from '../draft.js';
import type { ConversationEvent, EventOf } from '../events.js';
import { isEchoOfAssistant, resume } from '../overlap.js';
import { noteSilence } from '../recogniser.js';
import { nonSpeculativeAnswer } from '../speculation.js';
import { answerWhileDictating } from './answering.js';
import { hideDictated, showDictated, writeDictated } from './dictated-text.js';
import { expectLate, expectRepeated, isDictatedLate, takeLate } from './late-dictation.js';
import { closeUtterance, discardWords } from './user-words.js';

/** Who has said nothing for so long has forgotten that what is said next is written. By judgement. */
const SILENCE_MS = 60_000;

/** How long the last transcript may take after the user has ended the dictation. By judgement. */
const LAST_FINAL_MS = 2_500;

/** More stretches of speech without a transcript are no delay of a working recogniser. By judgement. */
const MOST_DUE = 20;

const TOO_QUIET = "I've stopped dictating, because I heard nothing for a minute.";

/** Begins a dictation, or ends it; what was said until then is still written. */
export function onDictation(draft: Draft, on: boolean, reason?: string): void {
  if (on) return draft.dictation.value?.ending === false ? undefined : begin(draft);
  if (!draft.dictation.value) {
    // The session of the dictation was lost, and the user does not know that it is over.
    if (reason) draft.announcements.add(reason, false);
    return;
  }
  if (reason !== undefined) {
    // The client cannot write any more: it keeps what still comes.
    if (reason !== '') draft.announcements.add(reason, false);
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
  const { speaking = false, speechStartedAt = draft.now, pendingFinals = 0 } = utterance ?? {};
  const until = draft.now + draft.policies.transcriptTimeouts.finalMs;
  const due = Array.from({ length: pendingFinals }, () => ({ startedAt: speechStartedAt, words: '', until }));
  if (isGoingOn) draft.dictation.goOn();
  else draft.dictation.begin({ speaking, speechStartedAt, due });
  if (utterance && utterance.partial !== '') hear(draft, utterance.partial);
  watch(draft);
  draft.setTimer('dictation', draft.now + SILENCE_MS);
  draft.send({ type: 'cmd', name: 'dictation', data: { state: 'on' } });
}

/** Ends it at once. Words without a final transcript are written as they are known. */
export function endDictation(draft: Draft): void {
  const dictation = draft.dictation.value;
  if (!dictation) return;
  const { due, partial, speaking, partialUntil } = dictation;
  draft.dictation.abandonSpeech();
  for (const { words } of due) writeWithoutFinal(draft, words);
  if (speaking || partialUntil !== null) writeWithoutFinal(draft, partial, speaking);
  if (draft.dictation.value) close(draft);
}

function writeWithoutFinal(draft: Draft, words: string, isOpen = false): void {
  expectLate(draft, words, isOpen);
  if (draft.dictation.value) write(draft, words);
}

function close(draft: Draft): void {
  hideDictated(draft);
  expectRepeated(draft);
  draft.dictation.close();
  draft.clearTimers('dictation', 'stt_final');
  draft.send({ type: 'cmd', name: 'dictation', data: { state: 'off' } });
}

/** @returns whether the event is only about what is dictated */
export function isDictated(draft: Draft, event: ConversationEvent): boolean {
  if (!draft.dictation.value) return isDictatedLate(draft, event);
  const isTaken = take(draft, event);
  if (isTaken && draft.dictation.value) watch(draft);
  return isTaken && event.type !== 'stt_failed';
}

function take(draft: Draft, event: ConversationEvent): boolean {
  switch (event.type) {
    case 'speech_onset':
      // Nothing is announced over speech that begins as the dictation ends.
      draft.onset.hear(draft.now);
      return true;
    case 'speech_offset':
      draft.onset.end();
      return true;
    case 'stt_resumed':
      return true;
    case 'speech_start':
      startSpeech(draft, event.agoMs);
      return true;
    case 'speech_end':
      endSpeech(draft, event.transcriptOwed);
      return true;
    case 'push_to_talk':
      if (event.down) startSpeech(draft, 0);
      else endSpeech(draft, event.transcriptOwed);
      return true;
    case 'stt_partial':
    case 'stt_eager_end':
      onPartial(draft, event.text);
      return true;
    case 'stt_final':
    case 'stt_end_of_turn':
      return onFinal(draft, event);
    case 'stt_failed':
      onFailure(draft);
      return true;
    case 'timer':
      if (event.id === 'stt_final') expire(draft);
      return event.id === 'stt_final';
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

function endSpeech(draft: Draft, transcriptOwed = true): void {
  const { transcriptTimeouts } = draft.policies;
  const hasWords = draft.dictation.current.partial !== '';
  const until = transcriptDueAt(draft.now, transcriptOwed || hasWords, transcriptTimeouts);
  draft.dictation.endSpeech(until, transcriptOwed);
  expire(draft);
}

function onPartial(draft: Draft, text: string): void {
  if (!hasWord(text) || draft.recogniser.takeLatePartial(text, draft.now)) return;
  const { lateTranscripts } = draft.policies;
  if (draft.dictation.isAfterFinal(text, lateTranscripts)) return;
  if (!draft.dictation.isHearing && draft.recogniser.isLate(text, draft.now, lateTranscripts)) return;
  if (isEchoOfAssistant(draft, text, draft.dictation.current.speechStartedAt)) return;
  stayAwake(draft);
  hear(draft, text);
}

function hear(draft: Draft, partial: string): void {
  draft.dictation.hear(partial, draft.now + draft.policies.transcriptTimeouts.finalMs);
  showDictated(draft);
}

/** @returns false if "stop dictating" was said before it: then it is not dictated */
function onFinal(draft: Draft, { type, text }: EventOf<'stt_final' | 'stt_end_of_turn'>): boolean {
  const { lateTranscripts } = draft.policies;
  if (draft.dictation.isRepeated(text, draft.now, lateTranscripts)) return true;
  const isOfUnknown = draft.recogniser.lateOf(text, draft.now, lateTranscripts)?.words === '';
  const late = takeLate(draft, text);
  if (late) {
    draft.dictation.transcribed(text, draft.now);
    draft.dictation.forgetWords(text, lateTranscripts);
    write(draft, late.dictated === 'unwritten' ? text : '');
    endIfDone(draft);
    return true;
  }
  stayAwake(draft);
  const { startedAt, missing } =
    type === 'stt_end_of_turn'
      ? draft.dictation.takeEndOfTurn(text, lateTranscripts)
      : draft.dictation.takeFinal(text, lateTranscripts);
  for (const words of missing) expectLate(draft, words);
  writeEach(draft, missing);
  if (!draft.dictation.value) return false;
  draft.dictation.transcribed(text, draft.now);
  const isOwn = hasWord(text) && !isEchoOfAssistant(draft, text, startedAt);
  const isText = isOwn && (isOfUnknown || !answerWhileDictating(draft, text, startedAt));
  write(draft, isText ? text : '');
  endIfDone(draft);
  return true;
}

/** Transcripts are overdue: the words so far are written. */
function expire(draft: Draft): void {
  const expired = draft.dictation.expire(draft.now, MOST_DUE);
  for (const words of expired) expectLate(draft, words);
  if (expired.includes('')) noteSilence(draft, draft.dictation.current.speechStartedAt);
  if (expired.length > 0) writeEach(draft, expired);
  endIfDone(draft);
}

/** What the user has dictated until now may not be lost with the recogniser. */
function onFailure(draft: Draft): void {
  const { due, partial } = draft.dictation.current;
  draft.dictation.abandonSpeech();
  writeEach(draft, [...due.map(({ words }) => words), partial]);
  endIfDone(draft);
}

function endIfDone(draft: Draft): void {
  if (draft.dictation.value?.ending && !draft.dictation.isHearing) endDictation(draft);
}

/** The recogniser is awaited no longer than it may take. */
function watch(draft: Draft): void {
  const { dueUntil } = draft.dictation;
  if (dueUntil === null) draft.clearTimers('stt_final');
  else draft.setTimer('stt_final', dueUntil);
}

/** While the last transcript is awaited, its time does not begin anew. */
function stayAwake(draft: Draft): void {
  if (!draft.dictation.current.ending) draft.setTimer('dictation', draft.now + SILENCE_MS);
}

function writeEach(draft: Draft, said: readonly string[]): void {
  for (const words of said) if (draft.dictation.value) write(draft, words);
}

function write(draft: Draft, words: string): void {
  if (writeDictated(draft, words) === 'stop') stop(draft);
}

/** What is said after "stop dictating" is not dictated. */
function stop(draft: Draft): void {
  const { speaking, speechStartedAt, due, partial } = draft.dictation.current;
  close(draft);
  if (!speaking && due.length === 0) return;
  draft.utterance.startSpeech(due[0]?.startedAt ?? speechStartedAt);
  for (const _ of due) draft.utterance.endSpeech(draft.now, true);
  if (speaking) draft.utterance.startSpeech(speechStartedAt);
  const words = partial === '' ? (due.at(-1)?.words ?? '') : partial;
  if (words !== '') draft.utterance.setPartial(words, draft.now);
  const { transcriptTimeouts } = draft.policies;
  if (due.length > 0) draft.setTimer('stt_final', transcriptDueAt(draft.now, true, transcriptTimeouts));
}
