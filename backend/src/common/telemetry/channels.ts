/** Every channel that the backend publishes on. */
import type { Stage } from '#protocol';
import { defineChannel } from './define-channel.js';
import type { TurnRecord } from './turn-record.js';

export interface SessionStarted {
  sessionId: string;
  /** `resumed`: its client came back. `taken_over`: another socket replaced one that was still open. */
  start: 'new' | 'resumed' | 'taken_over';
}

export interface SessionEnded {
  sessionId: string;
}

export interface TurnEnded extends TurnRecord {
  sessionId: string;
}

/** A provider failed once. Whether the user noticed depends on retries and fallbacks. */
export interface ProviderFailed {
  stage: Stage;
  provider: string;
  /** Such as `provider_timeout`. */
  code: string;
}

/** A fallback took over. */
export interface FailedOver {
  stage: Stage;
  from: string;
  to: string;
}

/** What a client sent was dropped or refused, because it was too much. */
export interface RateLimited {
  kind: 'audio' | 'messages' | 'bytes' | 'requests';
}

export type ToolOutcome = (typeof TOOL_OUTCOMES)[number];

/**
 * - `failed`: the client said that the tool failed.
 * - `refused`: the model named no tool, or gave arguments that are no JSON object.
 */
export const TOOL_OUTCOMES = ['completed', 'failed', 'timed_out', 'cancelled', 'refused'] as const;

export interface ToolCalled {
  outcome: ToolOutcome;
}

export interface RecogniserQueued {
  /** How long speech waited for a decoder of the embedded recogniser. */
  waitedMs: number;
}

export const sessionStarted = defineChannel<SessionStarted>('session_started');
export const sessionEnded = defineChannel<SessionEnded>('session_ended');
/** Interruptions and speculations are told here, too. */
export const turnEnded = defineChannel<TurnEnded>('turn_ended');
export const providerFailed = defineChannel<ProviderFailed>('provider_failed');
export const failedOver = defineChannel<FailedOver>('failed_over');
export const rateLimited = defineChannel<RateLimited>('rate_limited');
export const toolCalled = defineChannel<ToolCalled>('tool_called');
export const recogniserQueued = defineChannel<RecogniserQueued>('recogniser_queued');
