import type { ConversationPhase, MetricsData, Mode, PlaybackState, ServerMessage } from '#protocol';
import type { ChatMessage } from '../llm/llm.port.js';
import type { ProviderError } from '../common/provider-error.js';
import type { ChunkerState } from './sentence-chunker.js';
import type { SpokenPiece } from './heard-text.js';

/** What the user is saying, from speech start to end of turn. */
export interface Utterance {
  /** Given with the first words, so that noise uses up no turn. */
  turnId: number | null;
  /** The voice activity detector (or the push-to-talk key) says: speaking now. */
  speaking: boolean;
  speechStartedAt: number;
  /** Of the last stretch of speech; null while the first one lasts. */
  speechEndedAt: number | null;
  /** Finished stretches whose transcript has still to come. */
  pendingFinals: number;
  segments: string[];
  partial: string;
  /** When the newest transcript came. */
  finalAt: number | null;
  /** Push-to-talk: the key was released. */
  released: boolean;
}

/** An answer on its way, from the end of the user's turn until it was heard or cut off. */
export interface Answer {
  turnId: number;
  /** What the figures in metrics count from. */
  askedAt: number;
  /** Words said on the assistant's own account (greeting, timer): no question stands before it in the history. */
  unprompted: boolean;
  /** All that was generated so far. */
  text: string;
  chunker: ChunkerState;
  pieces: SpokenPiece[];
  generated: boolean;
  synthesized: boolean;
  sentMs: number;
  firstAudioAt: number | null;
  /** The client's last word on what was played. */
  playback: { playedMs: number; at: number; state: PlaybackState } | null;
  metrics: MetricsData;
}

export interface ConversationState {
  phase: ConversationPhase;
  started: boolean;
  /** The newest turn. */
  turnId: number;
  mode: Mode;
  utterance: Utterance | null;
  answer: Answer | null;
  history: ChatMessage[];
  /** Transcripts that were given up waiting for: when they come after all, they are not news. */
  lateFinals: number;
  /** Things to say on our own account as soon as nobody speaks. */
  announcements: string[];
}

export const INITIAL_STATE: ConversationState = {
  phase: 'idle',
  started: false,
  turnId: 0,
  mode: 'hands_free',
  utterance: null,
  answer: null,
  history: [],
  lateFinals: 0,
  announcements: [],
};

export type TimerId = 'endpoint' | 'barge_in' | 'stt_final' | 'playout';

export type ConversationEvent =
  | { type: 'started'; mode: Mode; greet: boolean }
  | { type: 'mode_changed'; mode: Mode }
  // The user's voice. `agoMs`: how long ago it really happened (detection takes time).
  | { type: 'speech_start'; agoMs: number }
  | { type: 'speech_end'; agoMs: number }
  | { type: 'push_to_talk'; down: boolean }
  | { type: 'stt_partial'; text: string }
  | { type: 'stt_final'; text: string }
  | { type: 'stt_end_of_turn'; text: string }
  | { type: 'stt_failed'; error: ProviderError }
  // The client.
  | { type: 'text_input'; text: string }
  | { type: 'interrupt'; turnId?: number; playedMs?: number }
  | { type: 'playback'; turnId: number; playedMs: number; state: PlaybackState }
  // The answer. Events of a turn that is no longer the answer's are dropped.
  | { type: 'llm_text'; turnId: number; text: string }
  | { type: 'llm_reasoning'; turnId: number; text: string }
  | { type: 'llm_done'; turnId: number }
  | { type: 'tts_audio'; turnId: number; pcm: Int16Array; durationMs: number; piece?: number }
  | { type: 'tts_done'; turnId: number }
  | { type: 'answer_failed'; turnId: number; error: ProviderError }
  | { type: 'announce'; text: string }
  | { type: 'timer'; id: TimerId };

export type Effect =
  | { type: 'send'; message: ServerMessage }
  | { type: 'send_audio'; turnId: number; pcm: Int16Array }
  /** Ask the language model. */
  | { type: 'generate'; turnId: number; messages: ChatMessage[] }
  | { type: 'speak'; turnId: number; text: string }
  /** No more text to speak in this turn. */
  | { type: 'speak_end'; turnId: number }
  /** Abort whatever runs for this turn. */
  | { type: 'cancel'; turnId: number }
  | { type: 'set_timer'; id: TimerId; at: number }
  | { type: 'clear_timer'; id: TimerId };
