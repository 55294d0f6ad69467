/** Messages between pages and their audio worklets. */
import type { CaptureFrame } from './capture-framer';
import type { PlayerQueueEvent } from './player-queue';

export const CAPTURE_WORKLET = 'earshot-capture';
export const PLAYER_WORKLET = 'earshot-player';

/** From the capture worklet. `flushed`: the samples gathered before the command have been posted. */
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
  | { type: 'resume' };

/** From the player worklet. */
export type PlayerReport =
  | PlayerQueueEvent
  /** About 20 times a second while a turn is audible, and once after it with level 0. */
  | { type: 'progress'; turnId: number; renderedSamples: number; level: number };
