/** The user's half of a turn: speech heard and transcribed, or typed. When it is complete stands in end-of-turn.ts. */
import type { ServerMessage } from '#protocol';
import type { ProviderError } from '../../provider-kit/errors/provider-error.js';
import { startAnswer } from './answer.js';
import { dropAnswer, interruptAnswer } from './answer-end.js';
import { transcriptDueAt } from '../policies/transcript-timeouts.js';
import { hasWord } from '../policies/words.js';
import type { Utterance } from './state.js';
import type { Draft } from './draft.js';
import { answerAhead, considerEnd, endTurn } from './end-of-turn.js';
import { isStable } from '../policies/speculation.js';
import { closeGivenUp, giveUp, isGivenUp, isGivenUpFinal, isGivenUpPartial } from './late-transcripts.js';
import { audibleAnswer, judge, onWordsOver } from './overlap.js';
import { speculate } from './speculation.js';
import { closeUtterance, openUtterance, replaceWords, show, spokenText } from './utterance.js';

const TOO_SLOW: ServerMessage = {
  type: 'error',
  error: 'Speech recognition is taking too long to answer. Please say that again, or type it.',
  code: 'provider_timeout',
  stage: 'stt',
  fatal: false,
};

export function onSpeechStart(draft: Draft, agoMs: number): void {
  const startedAt = draft.now - agoMs;
  const utterance = draft.state.utterance ?? openUtterance(draft, startedAt);
  utterance.speaking = true;
  utterance.speechStartedAt = startedAt;
  utterance.partial = '';
  closeGivenUp(draft);
  draft.clearTimers('endpoint');
  // Nothing is overdue while the user speaks, but what is owed.
  if (utterance.pendingFinals === 0) draft.clearTimers('stt_final');
}

/** @param transcriptOwed whether the recogniser gives a final for it, rather than the end of the turn when it hears it */
export function onSpeechEnd(draft: Draft, agoMs: number, transcriptOwed = true): void {
  const { utterance, overlap } = draft.state;
  if (!utterance?.speaking) return;
  utterance.speaking = false;
  utterance.wordsEndedAt = utterance.speechEndedAt;
  utterance.speechEndedAt = draft.now - agoMs;
  if (transcriptOwed) utterance.pendingFinals++;
  draft.setTimer('stt_final', transcriptDueAt(draft.now, transcriptOwed, draft.policies.transcriptTimeouts));
  if (overlap) {
    overlap.audible = false;
    judge(draft);
  }
  // The words that stand still since before the pause are likely all, though their final has still to come.
  if (isStable(utterance.partialSince, draft.now, draft.policies.speculation)) answerAhead(draft, utterance);
}

/** In push-to-talk the key bounds the utterance; where turns are ended by hand, letting it go ends the turn. */
export function onPushToTalk(draft: Draft, down: boolean, transcriptOwed?: boolean): void {
  const { mode, settings, utterance } = draft.state;
  if (mode !== 'push_to_talk' && !settings.endpointing.manual) return;
  if (!down) {
    if (utterance) utterance.released = true;
    onSpeechEnd(draft, 0, transcriptOwed);
    return considerEnd(draft);
  }
  const interrupting = audibleAnswer(draft) !== null;
  onSpeechStart(draft, 0);
  const pressed = draft.state.utterance!;
  pressed.released = false;
  pressed.interrupting ||= interrupting;
  interruptAnswer(draft, 'barge_in');
}

export function onPartial(draft: Draft, text: string): void {
  if (!hasWord(text) || isGivenUpPartial(draft, text)) return;
  const utterance = draft.state.utterance ?? openUtterance(draft, draft.now);
  if (utterance.partial !== text) utterance.partialSince = draft.now;
  utterance.partial = text;
  watch(draft, utterance);
  if (onWordsOver(draft, spokenText(utterance), false, utterance.speechStartedAt)) return;
  show(draft, utterance);
}

/** Words without a voice: nobody will say that it ended. */
function watch(draft: Draft, { speaking, pendingFinals }: Utterance): void {
  if (!speaking && pendingFinals === 0)
    draft.setTimer('stt_final', draft.now + draft.policies.transcriptTimeouts.finalMs);
}

export function onFinal(draft: Draft, text: string): void {
  if (isGivenUpFinal(draft, text)) return;
  if (!draft.state.utterance && !hasWord(text)) return;
  if (isRepeated(draft, text)) return;
  const utterance = draft.state.utterance ?? openUtterance(draft, draft.now);
  utterance.speechEndedAt ??= draft.now;
  utterance.pendingFinals = Math.max(0, utterance.pendingFinals - 1);
  utterance.partial = '';
  if (utterance.pendingFinals === 0) draft.clearTimers('stt_final');
  if (hasWord(text)) {
    utterance.segments = [...utterance.segments, text.trim()];
    utterance.finalAt = draft.now;
  } else if (utterance.wordsEndedAt !== null) {
    // The last sound was no words: the turn ended where it would have ended without it.
    utterance.speechEndedAt = utterance.wordsEndedAt;
  }
  const transcribed = utterance.pendingFinals === 0;
  if (onWordsOver(draft, spokenText(utterance), transcribed, utterance.speechStartedAt)) return;
  if (hasWord(text)) show(draft, utterance);
  considerEnd(draft);
}

/** Said again without new speech: the same transcript, which came twice. */
function isRepeated({ state: { utterance, answer, history } }: Draft, text: string): boolean {
  if (utterance?.speaking || (utterance && utterance.pendingFinals > 0)) return false;
  if (utterance) return utterance.segments.at(-1) === text.trim();
  const last = history.at(-1);
  return answer?.firstAudioAt === null && last?.role === 'user' && last.content === text.trim();
}

/** The recogniser itself thinks that this was all. */
export function onEagerEnd(draft: Draft, text: string): void {
  if (!hasWord(text) || audibleAnswer(draft) || isGivenUp(draft, text)) return;
  const utterance = replaceWords(draft, text);
  watch(draft, utterance);
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
  if (isGivenUpFinal(draft, text)) return;
  const utterance = hasWord(text) ? replaceWords(draft, text) : draft.state.utterance;
  if (!utterance) return;
  if (hasWord(text)) utterance.finalAt = draft.now;
  // It owes no more transcripts of this turn.
  utterance.pendingFinals = 0;
  if (onWordsOver(draft, spokenText(utterance), true, utterance.speechStartedAt)) return;
  if (!draft.state.settings.endpointing.manual || utterance.released) return endTurn(draft, utterance);
  draft.clearTimers('stt_final');
  if (hasWord(text)) show(draft, utterance);
}

/** The transcript does not come: go on with what there is. */
export function onFinalTimeout(draft: Draft): void {
  const { utterance } = draft.state;
  if (!utterance) return;
  if (utterance.pendingFinals === 0) return onNoEndOfTurn(draft, utterance);
  utterance.pendingFinals = 0;
  if (utterance.partial !== '') {
    giveUp(draft, utterance.partial, false);
    utterance.segments = [...utterance.segments, utterance.partial];
  }
  utterance.partial = '';
  // Of nothing that is known nothing can be made. A stage that finds its recogniser stalled says so, and keeps the words.
  if (!hasWord(spokenText(utterance)) && draft.state.sttWarnedAt < utterance.speechStartedAt) {
    draft.state.isSttSilent = true;
    draft.setTimer('stt_silence', draft.now + draft.policies.transcriptTimeouts.failureReportMs);
  }
  if (onWordsOver(draft, spokenText(utterance), true, utterance.speechStartedAt)) return;
  considerEnd(draft);
}

/** Nobody has said why it gives nothing. */
export function onSttSilence(draft: Draft): void {
  if (draft.state.isSttSilent) draft.send(TOO_SLOW);
  draft.state.isSttSilent = false;
}

/** A recogniser that ends turns by itself did not end this one, or heard words where there was no voice. */
function onNoEndOfTurn(draft: Draft, utterance: Utterance): void {
  if (utterance.speaking) return;
  const words = spokenText(utterance);
  if (onWordsOver(draft, words, true, utterance.speechStartedAt)) return;
  if (draft.state.settings.endpointing.manual && !utterance.released) return;
  const endsAt =
    (utterance.speechEndedAt ?? utterance.partialSince) + draft.policies.transcriptTimeouts.finalMs;
  if (hasWord(words) && endsAt > draft.now) draft.setTimer('stt_final', endsAt);
  else endTurn(draft, utterance);
}

export function onTextInput(draft: Draft, text: string): void {
  // What was being said stays in the conversation, but it is the typed turn that gets the answer.
  const { utterance } = draft.state;
  interruptAnswer(draft, 'replaced');
  if (utterance) {
    const { speaking, pendingFinals, partial } = utterance;
    if (speaking || pendingFinals > 0) giveUp(draft, partial, speaking);
    closeUtterance(draft, utterance);
  }
  draft.state.openQuestion = null;
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
  // It owes nothing any more, not even the end of a voice.
  draft.state.voiceSince = null;
  draft.state.givenUp = [];
  draft.state.sttWarnedAt = draft.now;
  if (!utterance) return;
  const isAll = !utterance.speaking && utterance.pendingFinals === 0 && hasWord(spokenText(utterance));
  utterance.speaking = false;
  utterance.pendingFinals = 0;
  // A question that was understood gets its answer; of half a one only the words are kept.
  if (isAll) return considerEnd(draft);
  closeUtterance(draft, utterance);
  if (draft.state.answer?.speculative) dropAnswer(draft);
}
