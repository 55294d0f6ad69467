/** An answer as the reducer knows it. Only AnswerSlice makes and changes one. */
import type { MetricsData, PlaybackState, ServerMessage, SpeechMark } from '#protocol';
import type { ChunkerState } from '../../output/clauses/sentence-chunker.js';
import type { ReadPlace } from '../../output/answer-part.js';
import type { SpokenClause } from '../../policies/heard-text.js';
import type { AnswerPlayback } from '../../policies/playhead.js';
import type { Announcement } from './announcements.js';
import type { ToolStep } from './tool-history.js';

/** The effects of an answer that can be withheld. */
export type AnswerEffect =
  | { type: 'send'; message: ServerMessage }
  | { type: 'send_audio'; turnId: number; pcm: Int16Array; durationMs: number }
  | { type: 'speak'; turnId: number; text: string }
  /** The turn has no more text to speak. */
  | { type: 'speak_end'; turnId: number };

/**
 * The phases of an answer's output, in this order:
 * - `speculative`: started before the end of the turn. It sends nothing until it is confirmed or dropped.
 * - `withheld`: its turn has ended. It sends nothing while the user may be speaking.
 * - `starting`: everything is sent as it is made. No audio was sent yet.
 * - `speaking`: audio was sent.
 * - `held`: audio was sent, and the client holds its playback while the user may be speaking.
 */
export type AnswerStage =
  | { readonly name: 'speculative' | 'withheld'; readonly effects: readonly AnswerEffect[] }
  | { readonly name: 'starting' }
  | { readonly name: 'speaking'; readonly playsUntil: number }
  | { readonly name: 'held'; readonly playsUntil: number; readonly heldAt: number };

/** A sentence that is read aloud, and where it begins in the answer's text. */
export interface ReadMark extends ReadPlace {
  readonly textFrom: number;
}

/** An answer from its first request until it is heard, stopped or dropped. */
export interface Answer {
  readonly turnId: number;
  /** Its first turn: it goes on as another one when a question was answered while it was spoken. */
  readonly begunAs: number;
  /** The user's words; '' for an announcement. */
  readonly question: string;
  /** What is announced, if it answers no question. */
  readonly announcement: Announcement | null;
  /** The end of the user's speech; the metrics start here. */
  readonly askedAt: number;
  /** Whether an answer to the same question was taken back before. */
  readonly isAskedAgain: boolean;
  /** The user's words are a command about the page that may have been another one. */
  readonly isDoubtful: boolean;
  readonly stage: AnswerStage;
  /** All text generated so far. */
  readonly text: string;
  readonly generation: 'running' | 'done';
  /** `failed`: only the audio already sent is spoken. */
  readonly synthesis: 'running' | 'done' | 'failed';
  readonly chunker: ChunkerState;
  readonly clauses: readonly Readonly<SpokenClause>[];
  readonly marks: readonly SpeechMark[];
  /** The tools that the model called, in order. */
  readonly toolSteps: readonly ToolStep[];
  /** What the task is doing, in words: said if it lasts and nothing else was said; null if it has called no tool. */
  readonly progress: string | null;
  /** The result of the answerer's action in words; '' if there was none. */
  readonly actionResult: string;
  /** The tool of the action that ran last and may have changed something; null if none did. */
  readonly actedWith: { readonly id: string; readonly name: string; readonly isDone: boolean } | null;
  /** The sentences that are read aloud from a text. */
  readonly sentences: readonly ReadMark[];
  readonly sentMs: number;
  /** The client's newest report of what it played. */
  readonly playback: { readonly playedMs: number; readonly at: number; readonly state: PlaybackState } | null;
  readonly metrics: Readonly<MetricsData>;
}

export const isSpeculative = ({ stage }: Answer): boolean => stage.name === 'speculative';

/** Whether the answer sends nothing yet. */
export const isWithheld = ({ stage }: Answer): boolean =>
  stage.name === 'speculative' || stage.name === 'withheld';

/** Whether any of its audio was sent. */
export const isAudible = ({ stage }: Answer): boolean => stage.name === 'speaking' || stage.name === 'held';

/** Whether all its text and audio is complete. */
export const isComplete = ({ generation, synthesis }: Answer): boolean =>
  generation === 'done' && synthesis !== 'running';

/** Whether its end was reported, which happens once per turn. */
export const isReported = ({ metrics }: Answer): boolean => metrics.total_ms !== undefined;

/** @returns the length of the clauses that have no audio yet; 0 if the answer is not spoken any more */
export const unspokenChars = ({ clauses, synthesis }: Answer): number =>
  synthesis === 'running'
    ? clauses.reduce(
        (sum, { spoken, audioMs, complete }) => sum + (audioMs || complete ? 0 : spoken.length),
        0,
      )
    : 0;

export const playbackOf = ({ stage, sentMs, playback }: Answer): AnswerPlayback => ({
  sentMs,
  playback,
  playsUntil: 'playsUntil' in stage ? stage.playsUntil : null,
  heldAt: stage.name === 'held' ? stage.heldAt : null,
});

export interface Question {
  turnId: number;
  text: string;
  askedAt: number;
  isAskedAgain?: boolean;
  isDoubtful?: boolean;
  announcement?: Announcement | null;
}
