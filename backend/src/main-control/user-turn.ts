/** The user's half of a turn: speech heard, transcribed, and found to be complete. */
import type { ProviderError } from '../common/provider-error.js';
import { interruptAnswer, startAnswer } from './answer.js';
import { bargeInAt, isWord } from './barge-in.js';
import type { Utterance } from './conversation-state.js';
import type { Draft } from './draft.js';
import { endOfTurnAt } from './endpointing.js';

/** A new question this soon after the last one, before any of the answer was audible, is the rest of that one. */
const CONTINUATION_MS = 2_500;

export function onSpeechStart(draft: Draft, agoMs: number): void {
  const startedAt = draft.now - agoMs;
  const utterance = draft.state.utterance ?? open(draft, startedAt);
  utterance.speaking = true;
  utterance.speechStartedAt = startedAt;
  utterance.partial = '';
  draft.clearTimers('endpoint');
  if (draft.state.answer) draft.setTimer('barge_in', bargeInAt(startedAt, draft.options.bargeIn));
}

export function onSpeechEnd(draft: Draft, agoMs: number): void {
  const { utterance } = draft.state;
  if (!utterance?.speaking) return;
  utterance.speaking = false;
  utterance.speechEndedAt = draft.now - agoMs;
  utterance.pendingFinals++;
  draft.clearTimers('barge_in');
  draft.setTimer('stt_final', draft.now + draft.options.sttFinalTimeoutMs);
}

export function onPushToTalk(draft: Draft, down: boolean): void {
  if (draft.state.mode !== 'push_to_talk') return;
  if (!down) {
    if (draft.state.utterance) draft.state.utterance.released = true;
    return onSpeechEnd(draft, 0);
  }
  onSpeechStart(draft, 0);
  draft.state.utterance!.released = false;
  interruptAnswer(draft, 'barge_in');
}

export function onBargeInTimer(draft: Draft): void {
  if (draft.state.answer && draft.state.utterance?.speaking) bargeIn(draft, draft.state.utterance);
}

export function onPartial(draft: Draft, text: string): void {
  if (!isWord(text)) return;
  const utterance = draft.state.utterance ?? open(draft, draft.now);
  utterance.partial = text;
  onWords(draft, utterance);
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
  utterance.finalAt = draft.now;
  if (isWord(text)) {
    utterance.segments.push(text.trim());
    onWords(draft, utterance);
  }
  if (utterance.pendingFinals === 0) draft.clearTimers('stt_final');
  considerEnd(draft);
}

/** The recogniser itself is sure that the turn ended. */
export function onEndOfTurn(draft: Draft, text: string): void {
  if (isWord(text)) {
    const utterance = draft.state.utterance ?? open(draft, draft.now);
    utterance.segments = [text.trim()];
    utterance.speechEndedAt ??= draft.now;
    utterance.finalAt = draft.now;
    onWords(draft, utterance);
  }
  if (draft.state.utterance) endTurn(draft, draft.state.utterance);
}

/** The transcript does not come: go on with what there is. */
export function onFinalTimeout(draft: Draft): void {
  const { utterance } = draft.state;
  if (!utterance || utterance.pendingFinals === 0) return;
  draft.state.lateFinals += utterance.pendingFinals;
  utterance.pendingFinals = 0;
  if (utterance.partial !== '') utterance.segments.push(utterance.partial);
  utterance.partial = '';
  draft.send({
    type: 'error',
    error: 'Speech recognition is taking too long to answer. Please say that again, or type it.',
    code: 'provider_timeout',
    stage: 'stt',
    fatal: false,
  });
  considerEnd(draft);
}

/** Ends the turn if it is over, or sets the time at which it will be. */
export function considerEnd(draft: Draft): void {
  const { utterance } = draft.state;
  if (!utterance || utterance.speaking || utterance.speechEndedAt === null) return;
  const endsAt = endOfTurnAt(
    {
      speechEndedAt: utterance.speechEndedAt,
      transcribed: utterance.pendingFinals === 0,
      released: utterance.released,
    },
    draft.options.endpointing,
  );
  if (endsAt === null) return;
  if (endsAt <= draft.now) endTurn(draft, utterance);
  else draft.setTimer('endpoint', endsAt);
}

export function onTextInput(draft: Draft, text: string): void {
  // What was being said stays in the conversation, but it is the typed turn that gets the answer.
  const { utterance } = draft.state;
  if (utterance) close(draft, utterance);
  interruptAnswer(draft, 'replaced');
  const turnId = ++draft.state.turnId;
  draft.sendText('user', turnId, text, true);
  draft.remember({ role: 'user', content: text });
  startAnswer(draft, turnId, draft.now);
}

export function onSttFailed(draft: Draft, error: ProviderError): void {
  draft.send({ type: 'error', error: error.message, code: error.code, stage: error.stage, fatal: false });
  if (draft.state.utterance) close(draft, draft.state.utterance);
}

function open(draft: Draft, startedAt: number): Utterance {
  const utterance: Utterance = {
    turnId: null,
    speaking: false,
    speechStartedAt: startedAt,
    speechEndedAt: null,
    pendingFinals: 0,
    segments: [],
    partial: '',
    finalAt: null,
    released: false,
  };
  draft.state.utterance = utterance;
  return utterance;
}

/** Words were recognised: they interrupt, and are shown. */
function onWords(draft: Draft, utterance: Utterance): void {
  if (draft.state.answer) bargeIn(draft, utterance);
  utterance.turnId ??= ++draft.state.turnId;
  draft.sendText('user', utterance.turnId, spokenText(utterance), false);
}

function bargeIn(draft: Draft, utterance: Utterance): void {
  const answer = draft.state.answer!;
  const unheard = answer.firstAudioAt === null && !answer.unprompted;
  const question = draft.state.history.at(-1);
  if (unheard && question?.role === 'user' && draft.now - answer.askedAt < CONTINUATION_MS) {
    // The pause was inside a sentence: what was taken for the question becomes the beginning of this one.
    draft.state.history = draft.state.history.slice(0, -1);
    utterance.segments.unshift(question.content);
    return interruptAnswer(draft, 'replaced');
  }
  interruptAnswer(draft, 'barge_in');
}

function endTurn(draft: Draft, utterance: Utterance): void {
  const turnId = close(draft, utterance);
  if (turnId === null) return;
  const askedAt = utterance.speechEndedAt ?? draft.now;
  startAnswer(draft, turnId, askedAt, (utterance.finalAt ?? draft.now) - askedAt);
}

/** Ends the utterance and keeps its words. @returns its turn, or null where there were no words. */
function close(draft: Draft, utterance: Utterance): number | null {
  draft.state.utterance = null;
  draft.state.lateFinals += utterance.pendingFinals;
  draft.clearTimers('endpoint', 'barge_in', 'stt_final');
  const text = spokenText(utterance);
  if (!isWord(text)) return null;
  const turnId = (utterance.turnId ??= ++draft.state.turnId);
  draft.sendText('user', turnId, text, true);
  draft.remember({ role: 'user', content: text });
  return turnId;
}

const spokenText = ({ segments, partial }: Utterance): string =>
  [...segments, partial]
    .filter((part) => part !== '')
    .join(' ')
    .trim();
