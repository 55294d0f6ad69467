/** Tells the client what was dictated: words so far to show, and each text and edit once, under a turn of its own. */
import { PLAIN_DICTATION, type DictationStep } from '../../../language/dictation.js';
import type { Draft } from '../draft.js';
import { NOT_ASKED, notesOf } from '../slices/turn.js';

type WrittenStep = Exclude<DictationStep, { type: 'stop' }>;

/** Shows the words that are not written yet. */
export function showDictated(draft: Draft): void {
  const { wordsSoFar } = draft.dictation;
  const turnId = draft.dictation.current.turnId ?? draft.session.nextTurn();
  draft.dictation.show(turnId);
  const text = draft.options
    .readDictation(wordsSoFar, draft.dictation.current.mode)
    .steps.map((step) => (step.type === 'insert' ? step.text : ''))
    .join(' ')
    .trim();
  send(draft, turnId, text, false);
}

/** Takes back the words that are shown. */
export function hideDictated(draft: Draft): void {
  const { turnId } = draft.dictation.current;
  if (turnId === null) return;
  finish(draft, turnId, '', null);
  draft.dictation.hide();
}

/** Sends what the words ask for. @param words '' if what was shown turned out to be none. @returns 'stop' if they end the dictation */
export function writeDictated(draft: Draft, words: string): 'stop' | undefined {
  const { steps, mode } = draft.options.readDictation(words, draft.dictation.current.mode);
  draft.dictation.setMode(mode);
  const written = steps.filter((step) => step.type !== 'stop');
  sendSteps(draft, words, written, draft.dictation.current.turnId);
  if (written.length > 0) draft.dictation.hide();
  if (written.length < steps.length) return 'stop';
  if (draft.dictation.wordsSoFar !== '') showDictated(draft);
  else hideDictated(draft);
  return undefined;
}

/** Whether the words only end the dictation. */
export function onlyEndDictation(draft: Draft, words: string): boolean {
  const { steps } = draft.options.readDictation(words, PLAIN_DICTATION);
  return steps.length === 1 && steps[0]!.type === 'stop';
}

/** Sends what the words of a transcript ask for that comes after the dictation has ended. */
export function writeAfterwards(draft: Draft, words: string): void {
  const { steps } = draft.options.readDictation(words, PLAIN_DICTATION);
  const written = steps.filter((step) => step.type !== 'stop');
  sendSteps(draft, words, written, null);
}

/** @param shown the turn of the first step; null for a new one */
function sendSteps(draft: Draft, words: string, steps: readonly WrittenStep[], shown: number | null): void {
  for (const [i, step] of steps.entries())
    finish(draft, (i === 0 ? shown : null) ?? draft.session.nextTurn(), words, step);
}

function finish(draft: Draft, turnId: number, user: string, step: WrittenStep | null): void {
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
