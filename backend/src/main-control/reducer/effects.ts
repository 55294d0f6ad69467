import type { ChatMessage } from '../../llm/llm.port.js';
import type { AnswerEffect } from './slices/answer.js';

/**
 * `endpoint`: the end of the turn. `barge_in`: the next decision about speech over an answer. `stt_final`: a transcript
 * is overdue. `stt_silence`: so is the report of its failure. `playout`: the answer must have been played.
 */
export type TimerId = 'endpoint' | 'barge_in' | 'stt_final' | 'stt_silence' | 'playout';

export type Effect =
  | AnswerEffect
  /** Generate the answer. Speculative: nothing that has a side effect may run yet. */
  | { type: 'generate'; turnId: number; messages: ChatMessage[]; speculative: boolean }
  /** A speculative answer is wanted: its tools and actions may run. */
  | { type: 'confirm'; turnId: number }
  /** Abort whatever runs for this turn. */
  | { type: 'cancel'; turnId: number }
  /** Speak no more of this turn; its text goes on. */
  | { type: 'cancel_speech'; turnId: number }
  | { type: 'set_timer'; id: TimerId; at: number }
  | { type: 'clear_timer'; id: TimerId };
