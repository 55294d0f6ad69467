import type { ProviderError } from '../../provider-kit/errors/provider-error.js';
import type { ToolCall } from '../../tools/tools.port.js';
import type { WordTiming } from '../../tts/tts.port.js';

/** What the pipeline of an answer tells the reducer, which drops events of a turn that has been replaced. */
export type AnswerEvent =
  | { type: 'llm_text'; turnId: number; text: string }
  | { type: 'llm_reasoning'; turnId: number; text: string }
  | { type: 'llm_done'; turnId: number }
  /** The model called tools, side by side: they run now. */
  | { type: 'tool_calls'; turnId: number; calls: readonly ToolCall[] }
  /** The result of one of them: also of an answer that is over. */
  | { type: 'tool_result'; turnId: number; callId: string; content: string }
  /** The answerer did something that the user asked for. `text` says what. */
  | { type: 'action_done'; turnId: number; text: string }
  | {
      type: 'tts_audio';
      turnId: number;
      pcm: Int16Array;
      durationMs: number;
      piece?: number;
      words?: WordTiming[];
    }
  | { type: 'tts_done'; turnId: number }
  | { type: 'answer_failed'; turnId: number; error: ProviderError }
  /** A provider failed and the answer goes on: another one took over. `recovering`: the user need not do anything. */
  | { type: 'provider_warning'; error: ProviderError; recovering?: boolean };
