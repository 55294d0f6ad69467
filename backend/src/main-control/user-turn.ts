/** The user's half of a turn: speech heard, transcribed, and found to be complete. */
import type { ProviderError } from '../common/provider-error.js';
import { dropAnswer, interruptAnswer, startAnswer } from './answer.js';
import { isOnlyStop, isStopCommand } from './backchannel.js';
import { isWord } from './barge-in.js';
import { completeness } from './completeness.js';
import type { Utterance } from './conversation-state.js';
import type { Draft } from './draft.js';
import { endOfTurnAt } from './endpointing.js';
import { audibleAnswer, judge, onWordsOver } from './overlap.js';
import { confirmSpeculation, releaseConfirmed, speculate } from './speculation.js';

/** A sound that a recogniser with turn events makes no words of for this long was none. */
const NO_WORDS_MS = 1_500;

export function onSpeechStart(draft: Draft, agoMs: number): void {
  const startedAt = draft.now - agoMs;
  const utterance = draft.state.utterance ?? open(draft, startedAt);
  utterance.speaking = true;
  utterance.speechStartedAt = startedAt;
  utterance.partial = '';
  draft.clearTimers('endpoint');
}

/** @param transcriptOwed whether the recogniser gives a final for it, rather than the end of the turn when it hears it */
export function onSpeechEnd(draft: Draft, agoMs: number, transcriptOwed = true): void {
  const { utterance, overlap } = draft.state;
  if (!utterance?.speaking) return;
  utterance.speaking = false;
  utterance.wordsEndedAt = utterance.speechEndedAt;
  utterance.speechEndedAt = draft.now - agoMs;
  if (transcriptOwed) utterance.pendingFinals++;
  draft.setTimer('stt_final', draft.now + (transcriptOwed ? draft.options.sttFinalTimeoutMs : NO_WORDS_MS));
  if (overlap) {
    overlap.audible = false;
    judge(draft);
  }
}

export function onPushToTalk(draft: Draft, down: boolean, transcriptOwed?: boolean): void {
  if (draft.state.mode !== 'push_to_talk') return;
  if (!down) {
    if (draft.state.utterance) draft.state.utterance.released = true;
    return onSpeechEnd(draft, 0, transcriptOwed);
  }
  onSpeechStart(draft, 0);
  draft.state.utterance!.released = false;
  interruptAnswer(draft, 'barge_in');
}

export function onPartial(draft: Draft, text: string): void {
  if (!isWord(text)) return;
  const utterance = draft.state.utterance ?? open(draft, draft.now);
  utterance.partial = text;
  if (onWordsOver(draft, spokenText(utterance), false, utterance.speechStartedAt)) return;
  show(draft, utterance);
}

export function onFinal(draft: Draft, text: string): void {
  if (draft.state.lateFinals > 0) {
    draft.state.lateFinals--;
    return;
  }
  if (!draft.state.utterance && !isWord(text)) return;
  const utterance = draft.state.utterance ?? open(draft, draft.now);
  utterance.speechEndedAt ??= draft.now;
  utterance.pendingFinals = Math.max(0, utterance.pendingFinals - 1);
  utterance.partial = '';
  if (utterance.pendingFinals === 0) draft.clearTimers('stt_final');
  if (isWord(text)) {
    utterance.segments = [...utterance.segments, text.trim()];
    utterance.finalAt = draft.now;
  } else if (utterance.wordsEndedAt !== null) {
    // The last sound was no words: the turn ended where it would have ended without it.
    utterance.speechEndedAt = utterance.wordsEndedAt;
  }
  const transcribed = utterance.pendingFinals === 0;
  if (onWordsOver(draft, spokenText(utterance), transcribed, utterance.speechStartedAt)) return;
  if (isWord(text)) show(draft, utterance);
  considerEnd(draft);
}

/** The recogniser itself thinks that this was all. */
export function onEagerEnd(draft: Draft, text: string): void {
  if (!isWord(text) || audibleAnswer(draft)) return;
  const utterance = replaceWords(draft, text);
  show(draft, utterance);
  speculate(draft, utterance, spokenText(utterance));
}

/** It was not: the user goes on. */
export function onResumed(draft: Draft): void {
  const { utterance, answer } = draft.state;
  if (utterance) {
    // What it took for the end is a beginning, which the next partial repeats.
    utterance.partial = [...utterance.segments, utterance.partial].filter(Boolean).join(' ');
    utterance.segments = [];
    utterance.speechEndedAt = null;
  }
  draft.clearTimers('endpoint');
  if (answer?.speculative) dropAnswer(draft);
}

/** The recogniser itself is sure that the turn ended. */
export function onEndOfTurn(draft: Draft, text: string): void {
  if (isWord(text)) {
    const utterance = replaceWords(draft, text);
    utterance.finalAt = draft.now;
    // It owes no more transcripts of this turn.
    utterance.pendingFinals = 0;
    if (onWordsOver(draft, spokenText(utterance), true, utterance.speechStartedAt)) return;
  }
  if (draft.state.utterance) endTurn(draft, draft.state.utterance);
}

/** The transcript does not come: go on with what there is. */
export function onFinalTimeout(draft: Draft): void {
  const { utterance } = draft.state;
  if (!utterance) return;
  if (utterance.pendingFinals === 0) return onNoEndOfTurn(draft, utterance);
  draft.state.lateFinals += utterance.pendingFinals;
  utterance.pendingFinals = 0;
  if (utterance.partial !== '') utterance.segments = [...utterance.segments, utterance.partial];
  utterance.partial = '';
  draft.send({
    type: 'error',
    error: 'Speech recognition is taking too long to answer. Please say that again, or type it.',
    code: 'provider_timeout',
    stage: 'stt',
    fatal: false,
  });
  if (onWordsOver(draft, spokenText(utterance), true, utterance.speechStartedAt)) return;
  considerEnd(draft);
}

/** A recogniser that ends turns by itself did not end this one. */
function onNoEndOfTurn(draft: Draft, utterance: Utterance): void {
  const words = spokenText(utterance);
  if (onWordsOver(draft, words, true, utterance.speechStartedAt)) return;
  const endsAt = (utterance.speechEndedAt ?? draft.now) + draft.options.sttFinalTimeoutMs;
  if (!isWord(words)) draft.state.utterance = null;
  else if (endsAt > draft.now) draft.setTimer('stt_final', endsAt);
  else endTurn(draft, utterance);
}

/** Ends the turn if it is over, or sets the time at which it will be; an answer may be begun ahead of it. */
export function considerEnd(draft: Draft): void {
  const { utterance } = draft.state;
  if (!utterance || utterance.speaking || utterance.speechEndedAt === null || audibleAnswer(draft)) return;
  const { endpointing } = draft.state.settings;
  const text = wholeText(draft, utterance);
  const pause = {
    speechEndedAt: utterance.speechEndedAt,
    transcribed: utterance.pendingFinals === 0,
    completeness: completeness(text, draft.options.grammar),
    released: utterance.released,
  };
  const endsAt = endOfTurnAt(pause, endpointing);
  if (endsAt === null) return;
  if (endsAt <= draft.now) return endTurn(draft, utterance);
  draft.setTimer('endpoint', endsAt);
  if (pause.completeness !== 'open' && isWord(text)) speculate(draft, utterance, text);
}

export function onTextInput(draft: Draft, text: string): void {
  // What was being said stays in the conversation, but it is the typed turn that gets the answer.
  const { utterance } = draft.state;
  interruptAnswer(draft, 'replaced');
  if (utterance) close(draft, utterance);
  const turnId = ++draft.state.turnId;
  draft.sendText('user', turnId, text, true);
  draft.remember({ role: 'user', content: text });
  startAnswer(draft, { turnId, text, askedAt: draft.now });
}

export function onSttFailed(draft: Draft, error: ProviderError): void {
  draft.send({ type: 'error', error: error.message, code: error.code, stage: error.stage, fatal: false });
  const { utterance, overlap } = draft.state;
  if (overlap) {
    overlap.audible = false;
    overlap.transcribed = true;
    judge(draft);
  }
  if (utterance) close(draft, utterance);
}

function open(draft: Draft, startedAt: number): Utterance {
  const utterance: Utterance = {
    turnId: null,
    speaking: false,
    speechStartedAt: startedAt,
    speechEndedAt: null,
    wordsEndedAt: null,
    pendingFinals: 0,
    carried: '',
    segments: [],
    partial: '',
    finalAt: null,
    released: false,
    interrupting: false,
    speculations: 0,
  };
  draft.state.utterance = utterance;
  return utterance;
}

function replaceWords(draft: Draft, text: string): Utterance {
  const utterance = draft.state.utterance ?? open(draft, draft.now);
  utterance.segments = [text.trim()];
  utterance.partial = '';
  utterance.speechEndedAt ??= draft.now;
  return utterance;
}

/** The first words of a turn give it its number, and may turn out to be the rest of the question before. */
function show(draft: Draft, utterance: Utterance): void {
  const { openQuestion } = draft.state;
  if (openQuestion && !isStopCommand(spokenText(utterance))) {
    draft.state.history = openQuestion.history;
    utterance.carried = openQuestion.text;
  }
  draft.state.openQuestion = null;
  utterance.turnId ??= ++draft.state.turnId;
  draft.sendText('user', utterance.turnId, spokenText(utterance), false);
}

function endTurn(draft: Draft, utterance: Utterance): void {
  const text = wholeText(draft, utterance);
  const turnId = close(draft, utterance);
  if (turnId === null) return interruptAnswer(draft, 'replaced');
  // Who only says "stop" wants silence, and has it.
  if (utterance.interrupting && isOnlyStop(text)) return interruptAnswer(draft, 'replaced');
  const askedAt = utterance.speechEndedAt ?? draft.now;
  const ahead = confirmSpeculation(draft, text);
  const answer = ahead ?? startAnswer(draft, { turnId, text, askedAt });
  answer.metrics = {
    ...answer.metrics,
    stt_final_ms: Math.round((utterance.finalAt ?? draft.now) - askedAt),
    ...(utterance.speculations > 0 && { speculations: utterance.speculations }),
  };
  if (ahead) releaseConfirmed(draft, ahead);
}

/** Ends the utterance and keeps its words. @returns its turn, or null where there were no words. */
function close(draft: Draft, utterance: Utterance): number | null {
  draft.state.utterance = null;
  draft.state.lateFinals += utterance.pendingFinals;
  draft.clearTimers('endpoint', 'stt_final');
  const text = spokenText(utterance);
  if (!isWord(text)) return null;
  if (utterance.turnId === null) show(draft, utterance);
  const turnId = utterance.turnId!;
  draft.sendText('user', turnId, spokenText(utterance), true);
  draft.remember({ role: 'user', content: spokenText(utterance) });
  return turnId;
}

/** With the question that it may go on with. */
function wholeText(draft: Draft, utterance: Utterance): string {
  const { openQuestion } = draft.state;
  const text = spokenText(utterance);
  return openQuestion && isWord(text) && !isStopCommand(text) ? `${openQuestion.text} ${text}` : text;
}

const spokenText = ({ carried, segments, partial }: Utterance): string =>
  [carried, ...segments, partial]
    .filter((part) => part !== '')
    .join(' ')
    .trim();
