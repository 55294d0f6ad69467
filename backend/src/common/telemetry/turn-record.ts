import type { FlushReason, Stage } from '#protocol';
import type { TokenUsage } from './token-usage.js';

export type TurnKind = 'voice' | 'typed' | 'announcement';

/**
 * How a turn ended:
 * - `completed`: its answer was played to its end.
 * - `interrupted`: its answer was stopped.
 * - `failed`: a provider failed, so its answer is missing or incomplete.
 * - `unanswered`: the user's words got no answer.
 * - `retracted`: what looked like the user's words was taken back, such as an echo or an "mhm" over an answer.
 */
export type TurnOutcome = (typeof TURN_OUTCOMES)[number];

export const TURN_OUTCOMES = ['completed', 'interrupted', 'failed', 'unanswered', 'retracted'] as const;

/**
 * Why a turn was not completed:
 * - a `FlushReason`: what stopped its answer.
 * - `provider`: see `failure`.
 * - `stop_command`: the words were only "stop" or the like.
 * - `approval`: the words answered a question about a tool call.
 * - `typed`: the user typed another turn before this one had ended.
 * - `dictated`: the words were text for a field.
 * - `no_words`: the words turned out to be none.
 * - `not_a_turn`: an echo, or words that did not stop an answer.
 * - `session_ended`: the session ended first.
 */
export type TurnReason =
  | FlushReason
  | 'provider'
  | 'stop_command'
  | 'approval'
  | 'typed'
  | 'dictated'
  | 'no_words'
  | 'not_a_turn'
  | 'session_ended';

/** The provider error that the user was told about. */
export interface TurnFailure {
  readonly stage: Stage;
  /** Such as `provider_timeout`. */
  readonly code: string;
}

/** Epoch milliseconds; null for what did not happen or is not known. Their differences never jump with the clock. */
export interface TurnTimes {
  readonly speechStarted: number | null;
  /** The end of the user's speech, or when a typed turn came: the latencies of a turn count from here. */
  readonly asked: number;
  /** The last transcript. */
  readonly transcribed: number | null;
  /** It was certain that the user's turn had ended. */
  readonly turnEnded: number | null;
  /** The answer was begun, perhaps ahead of the end of the turn. */
  readonly answerStarted: number | null;
  readonly firstText: number | null;
  /** The first audio was sent. */
  readonly firstAudio: number | null;
  /** The text was complete. */
  readonly textDone: number | null;
  /** All audio was sent. */
  readonly audioSent: number | null;
  readonly ended: number;
}

export interface ToolCallRecord {
  /** "unknown" if there is no such tool, or its name is not a plain one. */
  readonly name: string;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly endedAt: number | null;
  /** `unfinished`: the answer ended before the result came. */
  readonly outcome: 'completed' | 'failed' | 'unfinished';
}

/** A provider that worked for a turn, which may be a fallback. */
export interface TurnProvider {
  readonly name: string;
  /** The model that was asked for, if it has a name. */
  readonly model?: string | undefined;
}

export type TurnProviders = { readonly [S in Exclude<Stage, 'vad'>]?: TurnProvider | undefined };

/** What happened in one turn. Every turn of the user, and every announcement, has exactly one. */
export interface TurnRecord {
  readonly turnId: number;
  readonly kind: TurnKind;
  readonly outcome: TurnOutcome;
  /** null if it was completed. */
  readonly reason: TurnReason | null;
  readonly failure: TurnFailure | null;
  readonly times: TurnTimes;
  /** Audio that was sent. */
  readonly sentMs: number;
  /** Audio that was heard, as far as is known. */
  readonly heardMs: number;
  /** Length of the answer's text. */
  readonly chars: number;
  /** How many answers were begun ahead of the end of the turn. */
  readonly speculations: number;
  /** Whether the last of them was used. */
  readonly speculationUsed: boolean;
  readonly toolCalls: readonly ToolCallRecord[];
  readonly providers: TurnProviders;
  /** Of all requests for the answer, as far as the providers had counted them when the turn ended. */
  readonly usage: TokenUsage;
  /** Only if `log.words` is on. */
  readonly words?: { readonly user: string; readonly assistant: string };
}
