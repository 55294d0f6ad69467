/** The frames of `/v1/text-to-speech/:voice/multi-stream-input` that are used here. */
import { vendorReason } from '../../../provider-kit/errors/vendor-reason.js';
import type { CharacterTimes } from './character-words.js';

export interface VoiceSettings {
  stability?: number;
  similarity_boost?: number;
  style?: number;
  use_speaker_boost?: boolean;
  speed?: number;
}

export type ElevenLabsFrame =
  | { type: 'audio'; contextId: string | undefined; bytes: Buffer; times: CharacterTimes | undefined }
  | { type: 'final'; contextId: string | undefined }
  | { type: 'error'; contextId: string | undefined; reason: string }
  /** Not used. */
  | { type: 'other' };

/** @throws Error if it is not one of the API's frames */
export function readElevenLabsFrame(data: string): ElevenLabsFrame {
  const frame: unknown = JSON.parse(data);
  if (typeof frame !== 'object' || frame === null) throw new Error('a frame that is not an object');
  // Most of the documentation has camelCase, some of its examples snake_case.
  const { contextId, context_id, audio, isFinal, is_final, alignment, error, message } = frame as Record<
    string,
    unknown
  >;
  const id = [contextId, context_id].find((value) => typeof value === 'string');
  if (typeof error === 'string')
    return { type: 'error', contextId: id, reason: vendorReason(error, message) };
  if (isFinal === true || is_final === true) return { type: 'final', contextId: id };
  if (audio === undefined || audio === null) return { type: 'other' };
  if (typeof audio !== 'string' || !/^[A-Za-z0-9+/]*={0,2}$/.test(audio)) {
    throw new Error('audio that is not base64');
  }
  return {
    type: 'audio',
    contextId: id,
    bytes: Buffer.from(audio, 'base64'),
    times: readAlignment(alignment),
  };
}

function readAlignment(alignment: unknown): CharacterTimes | undefined {
  const { chars, charStartTimesMs, charDurationsMs, charsDurationsMs } = (alignment ?? {}) as Record<
    string,
    unknown
  >;
  if (!isArrayOf('string', chars) || !isArrayOf('number', charStartTimesMs)) return undefined;
  // The vendor's reference has both spellings.
  const durationsMs = [charDurationsMs, charsDurationsMs].find((value) => isArrayOf('number', value)) ?? [];
  const endsMs = charStartTimesMs.map((startMs, i) => startMs + (durationsMs[i] ?? 0));
  return { characters: chars, startsMs: charStartTimesMs, endsMs };
}

function isArrayOf(type: 'string', value: unknown): value is string[];
function isArrayOf(type: 'number', value: unknown): value is number[];
function isArrayOf(type: string, value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === type);
}
