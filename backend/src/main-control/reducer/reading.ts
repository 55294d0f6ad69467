/** Reading a text aloud: its sentences, how far it was heard, and the turns in which it goes on by itself. */
import type { ChatMessage } from '../../llm/llm.port.js';
import type { ReadPlace } from '../output/answer-part.js';
import type { Draft } from './draft.js';
import { emit } from './emit.js';
import type { Answer, ReadMark } from './slices/answer-state.js';
import { NOT_ASKED } from './slices/turn.js';

/** The end of what was read that the history keeps, in characters: about the last minute. */
const KEPT_CHARS = 1_000;

/** A sentence comes next: the client gets its place before its text. */
export function addSentence(draft: Draft, read: ReadPlace): void {
  const { turnId, text } = draft.answer.current;
  draft.answer.addSentence({ ...read, textFrom: text.length });
  const { tab, from, to } = read;
  if (tab === null) return;
  const data = { turn_id: turnId, tab, from, to, text_from: text.length };
  emit(draft, { type: 'send', message: { type: 'data', name: 'reading', data } });
}

/** @returns what the history keeps of an answer that read aloud; undefined for other answers */
export function readingMessage(
  { sentences }: Answer,
  heard: string,
  interrupted: boolean,
): ChatMessage | undefined {
  if (sentences.length === 0) return undefined;
  return {
    role: 'assistant',
    content: heard.slice(-KEPT_CHARS),
    isReading: true,
    ...(interrupted && { interrupted }),
  };
}

/** Tells how far it was read. @param isWhole whether all of the answer was heard */
export function tellPlace(draft: Draft, { sentences }: Answer, heard: string, isWhole: boolean): void {
  if (sentences.length > 0)
    draft.addEffect({ type: 'was_read', place: placeIn(sentences, heard.length), isWhole });
}

/** @returns where the first sentence begins that was not heard to its end */
function placeIn(sentences: readonly ReadMark[], heardChars: number): number {
  const { textFrom, from, to } = sentences.findLast((each) => each.textFrom < heardChars) ?? sentences[0]!;
  return heardChars >= textFrom + (to - from) ? to : from;
}

/** Begins the turn in which the reading goes on. */
export function readOn(draft: Draft): void {
  draft.session.setReadsOn(false);
  const turnId = draft.session.nextTurn();
  draft.answer.begin({ turnId, text: '', askedAt: draft.now }, 'starting');
  draft.turn.begin({ ...NOT_ASKED, kind: 'announcement' }, draft.now);
  draft.addEffect({ type: 'read_on', turnId });
}
