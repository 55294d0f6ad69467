/** What pages and their audio worklets say to each other. */
import type { CaptureFrame } from './capture-framer';
import type { PlayerQueueEvent } from './player-queue';

export const CAPTURE_WORKLET = 'earshot-capture';
export const PLAYER_WORKLET = 'earshot-player';

/** From the capture worklet. `flushed`: what had gathered by the time of the command has been posted. */
export type CaptureReport = { type: 'frame'; frame: CaptureFrame } | { type: 'flushed' };

/** To the capture worklet. */
export type CaptureCommand = { type: 'flush' };

/** To the player worklet. */
export type PlayerCommand =
  | { type: 'push'; turnId: number; pcm: Int16Array<ArrayBuffer> }
  | { type: 'end'; turnId: number }
  | { type: 'flush'; turnId: number }
  | { type: 'reset' }
  | { type: 'pause' }
  | { type: 'resume' }
  /** Copies of what is rendered are posted while this is on; it costs nothing while it is off. */
  | { type: 'tap'; on: boolean };

/** From the player worklet. */
export type PlayerReport =
  | PlayerQueueEvent
  /** About 20 times a second while a turn sounds, and once after it with level 0. */
  | { type: 'progress'; turnId: number; renderedSamples: number; level: number }
  | TapReport;

/** Frames are counted by the context's own clock: `currentFrame`. */
export type TapReport =
  | { type: 'rendered'; frame: number; turnId: number | null; samples: Float32Array<ArrayBuffer> }
  | {
      type: 'stop_measured';
      by: 'flush' | 'pause';
      turnId: number;
      receivedFrame: number;
      lastAudibleFrame: number;
    };
