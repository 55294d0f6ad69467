/** What the user is saying: its words, its number, its end. */
import { isStopCommand } from '../policies/stop-command.js';
import { hasWord } from '../policies/words.js';
import type { OpenQuestion, Utterance } from './state.js';
import type { Draft } from './draft.js';
import { dropOtherSpeculation } from './speculation.js';

export function openUtterance(draft: Draft, startedAt: number): Utterance {
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
    partialSince: startedAt,
    finalAt: null,
    released: false,
    interrupting: false,
    speculations: 0,
  };
  draft.state.utterance = utterance;
  return utterance;
}

/** A recogniser that takes the turn as a whole says it anew. */
export function replaceWords(draft: Draft, text: string): Utterance {
  const utterance = draft.state.utterance ?? openUtterance(draft, draft.now);
  utterance.segments = [text.trim()];
  utterance.partial = '';
  utterance.speechEndedAt ??= draft.now;
  return utterance;
}

/** The first words of a turn give it its number, and may turn out to be the rest of the question before. */
export function show(draft: Draft, utterance: Utterance): void {
  const question = openQuestionOf(draft, utterance);
  if (question && !isStop(draft, spokenText(utterance))) {
    draft.state.history = question.history;
    utterance.carried = question.text;
  }
  draft.state.openQuestion = null;
  utterance.turnId ??= ++draft.state.turnId;
  draft.sendText('user', utterance.turnId, spokenText(utterance), false);
  // Whoever goes on has not said all of it.
  dropOtherSpeculation(draft, spokenText(utterance));
}

/** Ends the utterance and keeps its words. @returns its turn, or null where there were no words. */
export function closeUtterance(draft: Draft, utterance: Utterance): number | null {
  const text = spokenText(utterance);
  draft.state.utterance = null;
  draft.clearTimers('endpoint', 'stt_final');
  if (!hasWord(text)) {
    retract(draft, utterance);
    return null;
  }
  if (utterance.turnId === null) show(draft, utterance);
  const turnId = utterance.turnId!;
  draft.sendText('user', turnId, spokenText(utterance), true);
  draft.remember({ role: 'user', content: spokenText(utterance) });
  return turnId;
}

/** Words that were shown turned out to be none. */
export function retract(draft: Draft, { turnId }: Utterance): void {
  draft.state.openQuestion = null;
  if (turnId !== null) draft.sendText('user', turnId, '', true);
}

/** With the question that it may go on with. */
export function wholeText(draft: Draft, utterance: Utterance): string {
  const question = openQuestionOf(draft, utterance);
  const text = spokenText(utterance);
  return question && hasWord(text) && !isStop(draft, text) ? `${question.text} ${text}` : text;
}

export const spokenText = ({ carried, segments, partial }: Utterance): string =>
  [carried, ...segments, partial]
    .filter((part) => part !== '')
    .join(' ')
    .trim();

const isStop = ({ policies, options }: Draft, text: string): boolean =>
  isStopCommand(text, policies.stopCommand, options.words);

/** What is said much later is no rest of a question. */
function openQuestionOf({ state }: Draft, { speechStartedAt }: Utterance): OpenQuestion | null {
  return state.openQuestion && speechStartedAt <= state.openQuestion.until ? state.openQuestion : null;
}
