import type { Mode, PlaybackState } from '#protocol';
import type { InputEvent } from '../input/input-events.js';
import type { TurnTakingSettings } from '../options/conversation-options.js';
import type { AnswerEvent } from '../output/answer-events.js';
import type { AskedApproval } from './slices/approvals.js';
import type { TimerId } from './effects.js';

export type ConversationEvent =
  | InputEvent
  | AnswerEvent
  | { type: 'started'; mode: Mode }
  | { type: 'mode_changed'; mode: Mode }
  /** The client is disconnected; no audio comes until it is back. */
  | { type: 'client_gone' }
  | { type: 'settings_changed'; settings: TurnTakingSettings }
  | { type: 'text_input'; text: string }
  | { type: 'interrupt'; turnId?: number; playedMs?: number }
  | { type: 'playback'; turnId: number; playedMs: number; state: PlaybackState }
  /**
   * Text to speak without a question, as soon as neither side speaks: a greeting, a timer. `untilHeard`: it is spoken again
   * if it is cut off.
   */
  | { type: 'announce'; text: string; untilHeard?: boolean }
  /** A tool call of the answer that began as that turn needs the user's yes. */
  | ({ type: 'approval_asked' } & AskedApproval)
  /** The user has pressed a button. */
  | { type: 'approval_answered'; id: string; answer: 'yes' | 'no' | 'always' }
  /** The call has its result; with `isStopped`, its turn was stopped. */
  | { type: 'approval_over'; id: string; isStopped: boolean }
  /** How many calls of other programs run. */
  | { type: 'program_calls'; open: number }
  /** Read on as soon as neither side speaks, unless the user takes a turn before. */
  | { type: 'read_on' }
  /** The assistant falls asleep or wakes up. */
  | { type: 'sleep'; on: boolean }
  /**
   * The user dictates from now on, or no longer. `reason`: why the client cannot write; said aloud, and '' where the answer
   * says it. `stopsAnswer`: what is being said would be dictated with the rest.
   */
  | { type: 'dictation'; on: boolean; reason?: string; stopsAnswer?: boolean }
  /** The user wants the conversation forgotten. */
  | { type: 'forget' }
  /** Nothing follows. Only the records of the turns that are still open come of it. */
  | { type: 'session_ended' }
  | { type: 'timer'; id: TimerId };

export type EventOf<Type extends ConversationEvent['type']> = Extract<ConversationEvent, { type: Type }>;
