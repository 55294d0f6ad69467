/** Handles partial and final transcripts, and ends of turns that the recogniser reports. */
import { heardWords, type HeardWords } from '../policies/heard-command.js';
import { hasWord } from '../policies/words.js';
import type { Draft } from './draft.js';
import { considerEnd, endTurn } from './end-of-turn.js';
import type { EventOf } from './events.js';
import { isEchoOfAssistant, onWordsOverAnswer } from './overlap.js';
import { isAudible } from './slices/answer-state.js';
import { certaintyOf, wordsSoFar } from './slices/utterance.js';
import { nonSpeculativeAnswer, dropSpeculation, speculate } from './speculation.js';
import { onFinalWords } from './user/stop-tasks.js';
import { showWords } from './user/user-words.js';

export function onPartial(draft: Draft, text: string): void {
  if (!hasWord(text) || draft.recogniser.takeLatePartial(text, draft.now)) return;
  draft.utterance.open(draft.now);
  draft.utterance.setPartial(text, draft.now);
  watchSpeechless(draft);
  if (handleWordsOverAnswer(draft, false)) return;
  showWords(draft);
}

/** Words without detected speech get no end of speech, so they need a time limit. */
function watchSpeechless(draft: Draft): void {
  const { speaking, pendingFinals } = draft.utterance.current;
  if (!speaking && pendingFinals === 0)
    draft.setTimer('stt_final', draft.now + draft.policies.transcriptTimeouts.finalMs);
}

export function onFinal(draft: Draft, event: EventOf<'stt_final'>): void {
  if (draft.recogniser.takeLateFinal(event.text, draft.now, draft.policies.lateTranscripts)) return;
  const heard = wordsOf(draft, event);
  const { text } = heard;
  if (!draft.utterance.value && !hasWord(text)) return;
  if (isRepeated(draft, text)) return;
  draft.utterance.open(draft.now);
  draft.utterance.addFinal({ ...heard, text: hasWord(text) ? text.trim() : '' }, draft.now);
  const transcribed = draft.utterance.current.pendingFinals === 0;
  if (transcribed) draft.clearTimers('stt_final');
  if (handleWordsOverAnswer(draft, transcribed)) return;
  if (hasWord(text)) showWords(draft);
  onFinalWords(draft, wordsSoFar(draft.utterance.current));
  considerEnd(draft);
}

/** What only repeats the assistant is no command, though its words may be. */
function wordsOf(draft: Draft, { text, command }: EventOf<'stt_final'>): HeardWords {
  const isEcho = command !== undefined && isEchoOfAssistant(draft, text, startOfSpeech(draft));
  return heardWords(text, isEcho ? undefined : command, draft.policies.heardCommand, draft.options.words);
}

const startOfSpeech = ({ utterance, now }: Draft): number => utterance.value?.speechStartedAt ?? now;

/** The same transcript came again without new speech. */
function isRepeated(draft: Draft, text: string): boolean {
  const utterance = draft.utterance.value;
  if (utterance?.speaking || (utterance && utterance.pendingFinals > 0)) return false;
  if (utterance) return utterance.segments.at(-1) === text.trim();
  const answer = draft.answer.value;
  const last = draft.history.value.messages.at(-1);
  return answer !== null && !isAudible(answer) && last?.role === 'user' && last.content === text.trim();
}

/** The recogniser expects that the turn has ended. */
export function onEagerEnd(draft: Draft, text: string): void {
  if (!hasWord(text) || nonSpeculativeAnswer(draft)) return;
  if (draft.recogniser.isLate(text, draft.now, draft.policies.lateTranscripts)) return;
  draft.utterance.open(draft.now);
  draft.utterance.replaceWords(text, draft.now, true);
  watchSpeechless(draft);
  showWords(draft);
  speculate(draft, wordsSoFar(draft.utterance.current), draft.utterance.current.isDoubtful);
}

/** The turn goes on, though the recogniser expected its end. */
export function onResumed(draft: Draft): void {
  if (draft.utterance.value) draft.utterance.reopen();
  draft.clearTimers('endpoint');
  dropSpeculation(draft);
}

/** The recogniser is certain that the turn has ended. */
export function onEndOfTurn(draft: Draft, text: string): void {
  if (draft.recogniser.takeLateFinal(text, draft.now, draft.policies.lateTranscripts)) return;
  if (hasWord(text)) {
    draft.utterance.open(draft.now);
    draft.utterance.replaceWords(text, draft.now, false);
  }
  if (!draft.utterance.value) return;
  draft.utterance.finish(draft.now, hasWord(text));
  if (handleWordsOverAnswer(draft, true)) return;
  onFinalWords(draft, wordsSoFar(draft.utterance.current));
  if (!draft.policies.endpointing.manual || draft.utterance.current.released) return endTurn(draft);
  draft.clearTimers('stt_final');
  if (hasWord(text)) showWords(draft);
}

/** Handles the words so far. @returns whether they are not (yet) the user's turn */
export function handleWordsOverAnswer(draft: Draft, transcribed: boolean): boolean {
  const utterance = draft.utterance.current;
  const words = wordsSoFar(utterance);
  const isCommand = transcribed && certaintyOf(utterance, words) === 'sure';
  return onWordsOverAnswer(draft, { words, transcribed, isCommand }, utterance.speechStartedAt);
}
