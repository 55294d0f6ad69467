import type { ServerMessage } from '#protocol';
import type { ChatMessage } from '../../llm/llm.port.js';

export type TimerId = 'endpoint' | 'barge_in' | 'stt_final' | 'stt_silence' | 'playout';

export type Effect =
  | { type: 'send'; message: ServerMessage }
  | { type: 'send_audio'; turnId: number; pcm: Int16Array }
  /** Generate the answer. Speculative: nothing that has a side effect may run yet. */
  | { type: 'generate'; turnId: number; messages: ChatMessage[]; speculative: boolean }
  /** A speculative answer is wanted: its tools and actions may run. */
  | { type: 'confirm'; turnId: number }
  | { type: 'speak'; turnId: number; text: string }
  /** No more text to speak in this turn. */
  | { type: 'speak_end'; turnId: number }
  /** Abort whatever runs for this turn. */
  | { type: 'cancel'; turnId: number }
  /** Speak no more of this turn; its text goes on. */
  | { type: 'cancel_speech'; turnId: number }
  | { type: 'set_timer'; id: TimerId; at: number }
  | { type: 'clear_timer'; id: TimerId };
