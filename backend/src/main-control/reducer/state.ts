import type { ConversationPhase, MetricsData, Mode, PlaybackState, SpeechMark } from '#protocol';
import type { ChatMessage } from '../../llm/llm.port.js';
import type { TurnTaking } from '../options/conversation-options.js';
import type { ChunkerState } from '../output/sentence-chunker.js';
import { BARGE_IN_DEFAULTS } from '../policies/barge-in.js';
import { ENDPOINTING_DEFAULTS } from '../policies/endpointing.js';
import type { SpokenPiece } from '../policies/heard-text.js';
import type { Effect } from './effects.js';
import type { ToolStep } from './conversation-history.js';

/** What the user is saying, from speech start to end of turn. */
export interface Utterance {
  /** Given with the first words, so that noise uses up no turn. */
  turnId: number | null;
  /** The voice activity detector (or the push-to-talk key) says: speaking now. */
  speaking: boolean;
  speechStartedAt: number;
  /** Of the last stretch of speech; null while the first one lasts. */
  speechEndedAt: number | null;
  /** Of the stretch before that. */
  wordsEndedAt: number | null;
  /** Finished stretches whose transcript has still to come. */
  pendingFinals: number;
  /** The question that it goes on with, where it does. */
  carried: string;
  segments: readonly string[];
  partial: string;
  /** Since when the partial says what it says. */
  partialSince: number;
  /** When the newest transcript came. */
  finalAt: number | null;
  /** Push-to-talk: the key was released. */
  released: boolean;
  /** It cut an answer off. */
  interrupting: boolean;
  /** How often an answer to it was begun ahead of its end. */
  speculations: number;
}

/** The user's voice over an answer that is on its way or being spoken, while it is open what that means. */
export interface Overlapping {
  startedAt: number;
  audible: boolean;
  words: string;
  transcribed: boolean;
  /** The client was told to hold playback. */
  holding: boolean;
}

/** Speech whose words were taken from a partial, or typed over. */
export interface GivenUp {
  /** What was known of it. '': nothing, so whatever comes next is its transcript. */
  words: string;
  /** The user still says it: partials of it still come. */
  open: boolean;
  until: number;
}

/** A question whose answer was cut off before much of it was heard: what is said next may be its rest. */
export interface OpenQuestion {
  text: string;
  /** What begins later is no rest of it. */
  until: number;
  /** The history before it. */
  history: readonly ChatMessage[];
}

/** An answer on its way, from the end of the user's turn until it was heard or cut off. */
export interface Answer {
  turnId: number;
  /** The user's words that it answers; '' where there are none. */
  question: string;
  /** What the figures in metrics count from. */
  askedAt: number;
  /** Begun before the turn was over. It becomes real, or is thrown away unheard. */
  speculative: boolean;
  /** What may not go out yet: until the turn is over, or until it is known why the user's voice is heard. */
  withheld: readonly Effect[] | null;
  /** All that was generated so far. */
  text: string;
  chunker: ChunkerState;
  pieces: readonly Readonly<SpokenPiece>[];
  marks: readonly SpeechMark[];
  /** The tools that the model called, in order. */
  toolSteps: readonly ToolStep[];
  generated: boolean;
  synthesized: boolean;
  sentMs: number;
  firstAudioAt: number | null;
  /** The client's last word on what was played. */
  playback: { playedMs: number; at: number; state: PlaybackState } | null;
  /** Since when the client holds playback; its playhead stands still. */
  heldAt: number | null;
  /** No more of it will be spoken than was sent. */
  voiceFailed: boolean;
  metrics: Readonly<MetricsData>;
}

export interface ConversationState {
  phase: ConversationPhase;
  started: boolean;
  /** The newest turn. */
  turnId: number;
  mode: Mode;
  settings: TurnTaking;
  utterance: Utterance | null;
  answer: Answer | null;
  overlap: Overlapping | null;
  /** Since when a voice is heard, by the quick sign of it. */
  voiceSince: number | null;
  openQuestion: OpenQuestion | null;
  history: readonly ChatMessage[];
  givenUp: readonly GivenUp[];
  /** A transcript was waited for in vain, and nothing has been heard of the recogniser since. */
  isSttSilent: boolean;
  /** When the user was last told of trouble with the recogniser. */
  sttWarnedAt: number;
  /** The assistant's last words that were heard, whose echo may still come. */
  lastHeard: { text: string; endedAt: number } | null;
  /** Things to say on our own account as soon as nobody speaks. */
  announcements: readonly string[];
}

export const INITIAL_STATE: ConversationState = {
  phase: 'idle',
  started: false,
  turnId: 0,
  mode: 'hands_free',
  settings: { endpointing: ENDPOINTING_DEFAULTS, bargeIn: BARGE_IN_DEFAULTS },
  utterance: null,
  answer: null,
  overlap: null,
  voiceSince: null,
  openQuestion: null,
  history: [],
  givenUp: [],
  isSttSilent: false,
  sttWarnedAt: -Infinity,
  lastHeard: null,
  announcements: [],
};
