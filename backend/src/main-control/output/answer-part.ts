import type { EarconSound } from '#protocol';
import type { ReadSentence } from '../../skills/answerer.port.js';
import type { Passage } from '../../skills/sources/passage.js';

/** Where a sentence stands that is read aloud. */
export type ReadPlace = Omit<ReadSentence, 'text'>;

export type AnswerPart =
  | { type: 'reasoning'; text: string }
  /** With its place in the text that it is read from. */
  | { type: 'text'; text: string; read?: ReadPlace }
  | { type: 'earcon'; sound: EarconSound }
  /** Where the whole answer comes from; the last part. */
  | { type: 'source'; passage: Passage };
