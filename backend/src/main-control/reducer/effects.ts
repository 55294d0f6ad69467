import type { TurnRecord } from '../../common/telemetry/turn-record.js';
import type { ChatMessage } from '../../llm/llm.port.js';
import type { ApprovalEnd } from './slices/approvals.js';
import type { AnswerEffect } from './slices/answer-state.js';

/**
 * `endpoint`: the end of the turn. `barge_in`: the next decision about speech over an answer. `stt_final`: a transcript
 * is overdue. `stt_silence`: the report of its failure is overdue too. `playout`: the answer must have been played.
 * `progress`: a task lasts and nothing was said. `approval`: the open question gets no answer. `dictation`: nothing was
 * dictated for long, or its last transcript is overdue.
 */
export type TimerId =
  'endpoint' | 'barge_in' | 'stt_final' | 'stt_silence' | 'playout' | 'progress' | 'approval' | 'dictation';

export type Effect =
  | AnswerEffect
  /**
   * Generate the answer. If speculative, nothing with a side effect may run yet. If doubtful, the last message is a command
   * about the page that may have been another one.
   */
  | {
      type: 'generate';
      turnId: number;
      messages: ChatMessage[];
      speculative: boolean;
      isDoubtful?: boolean;
    }
  /** Read on where the last turn ended. */
  | { type: 'read_on'; turnId: number }
  /** How far a text was read aloud: `place` is an offset in it. `isWhole`: all that the turn had to read was heard. */
  | { type: 'was_read'; place: number; isWhole: boolean }
  /** A speculative answer is confirmed: its tools and actions may run. */
  | { type: 'confirm'; turnId: number }
  /** Abort everything that runs for this turn. */
  | { type: 'cancel'; turnId: number }
  /** Stop speaking this turn; what runs for it goes on, and is kept until `go_on_as` or `cancel`. */
  | { type: 'park'; turnId: number }
  /** How a question about a tool call stands, and how it was answered. */
  | { type: 'approval'; id: string; state: 'asked' | ApprovalEnd; by?: 'voice' | 'typed' | 'button' }
  /** Abort the calls of other programs, and refuse new ones until the programs pause. */
  | { type: 'stop_programs' }
  /** Stop speaking this turn; what runs for it goes on as another turn, which is spoken. */
  | { type: 'go_on_as'; turnId: number; as: number }
  /** Stop speaking this turn; its text goes on. */
  | { type: 'cancel_speech'; turnId: number }
  /** A turn is over: its only record. */
  | { type: 'turn_ended'; record: TurnRecord }
  | { type: 'set_timer'; id: TimerId; at: number }
  | { type: 'clear_timer'; id: TimerId };
