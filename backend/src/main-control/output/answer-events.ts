import type { ProviderError } from '../../provider-kit/errors/provider-error.js';
import type { EarconSound } from '#protocol';
import type { ToolCall } from '../../tools/tools.port.js';
import type { WordTiming } from '../../tts/tts.port.js';
import type { ActionCall } from './action-tools.js';
import type { Passage } from '../../skills/sources/passage.js';
import type { ReadPlace } from './answer-part.js';

/**
 * Events from an answer's pipeline to the reducer. Those of a replaced turn are dropped, except late tool results.
 * Warnings belong to no turn.
 */
export type AnswerEvent =
  /** `read`: a sentence that is read aloud, with its place. */
  | { type: 'llm_text'; turnId: number; text: string; read?: ReadPlace | undefined }
  | { type: 'llm_reasoning'; turnId: number; text: string }
  /** Where the answer comes from. */
  | { type: 'answer_source'; turnId: number; passage: Passage }
  | { type: 'llm_done'; turnId: number }
  /** The model called tools, which now run one after the other. */
  | { type: 'tool_calls'; turnId: number; calls: readonly ToolCall[] }
  /** What a call that is about to run does: in words to show, and in others that may be said. */
  | { type: 'progress'; turnId: number; callId: string; text: string; spoken: string }
  /** The result of one tool call. It may come after the answer is over. */
  | { type: 'tool_result'; turnId: number; callId: string; content: string }
  /** An action of the answerer calls a tool. */
  | { type: 'action_call'; turnId: number; call: ActionCall }
  | { type: 'action_call_done'; turnId: number; callId: string; failed: boolean }
  /** An action of the answerer has run. `text` is its result in words. */
  | { type: 'action_done'; turnId: number; text: string }
  /** A sound says the result of an action. */
  | { type: 'earcon'; turnId: number; sound: EarconSound }
  | {
      type: 'tts_audio';
      turnId: number;
      pcm: Int16Array;
      durationMs: number;
      clause?: number;
      words?: WordTiming[];
    }
  | { type: 'tts_done'; turnId: number }
  | { type: 'answer_failed'; turnId: number; error: ProviderError }
  /**
   * A provider failed, e.g. because its key was refused. `recovering`: a fallback took over, so the user does not have to
   * do anything; the default.
   */
  | { type: 'provider_warning'; error: ProviderError; recovering?: boolean };
