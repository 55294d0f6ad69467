/**
 * flite's audio begins with about 200 ms and ends with about 100 ms of silence (measured on slt, rms, awb and kal16).
 * Phrases are trimmed to their sound and get the pause that fits their punctuation.
 */
import { concatPcm, dbfs, msToSamples } from '#audio';

/** Frames below this are silence: the voices' silence is at -92 to -55 dB of full scale, their softest word starts at -50. */
const SILENCE_DBFS = -52;
const FRAME_MS = 10;
/** Kept before the first sound, so that a soft start is not cut off. */
const LEAD_MS = 20;

/** Silence after a phrase. The audible pause also has the lead of the next phrase. */
const PAUSE_AFTER_SENTENCE_MS = 130;
const PAUSE_AFTER_CLAUSE_MS = 80;
/** After a phrase that was split only for its length. */
const PAUSE_AFTER_SPLIT_MS = 10;

/** @param text the phrase: its last character decides */
export function pauseAfterMs(text: string): number {
  if (/[.!?]["')]*$/.test(text)) return PAUSE_AFTER_SENTENCE_MS;
  return /[,;:)]$/.test(text) ? PAUSE_AFTER_CLAUSE_MS : PAUSE_AFTER_SPLIT_MS;
}

/** @returns the sound with `LEAD_MS` before and `pauseMs` after it; empty if all of it is silent */
export function trimToPause(pcm: Int16Array, sampleRateHz: number, pauseMs: number): Int16Array {
  const frame = msToSamples(FRAME_MS, sampleRateHz);
  let start = 0;
  while (start < pcm.length && isSilent(pcm, start, frame)) start += frame;
  if (start >= pcm.length) return new Int16Array(0);
  let end = pcm.length;
  while (end > start && isSilent(pcm, Math.max(start, end - frame), end - Math.max(start, end - frame))) {
    end -= frame;
  }
  const from = Math.max(0, start - msToSamples(LEAD_MS, sampleRateHz));
  const to = end + msToSamples(pauseMs, sampleRateHz);
  const sound = pcm.subarray(from, to);
  return to <= pcm.length ? sound : concatPcm([sound, new Int16Array(to - pcm.length)]);
}

const isSilent = (pcm: Int16Array, at: number, length: number): boolean =>
  dbfs(pcm.subarray(at, at + length)) < SILENCE_DBFS;
