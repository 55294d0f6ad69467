import type { Vendor } from '../../../provider-kit/errors/provider-problem.js';
import type { NextSpeech, TtsChunk, TtsOptions } from '../../tts.port.js';
import { speedOf, type SpeakingRates } from '../../speaking-rate.js';
import type { VoiceSettings } from './elevenlabs-frames.js';

/** One of ElevenLabs' APIs for streaming. */
export interface ElevenLabsTransport {
  /** Loads packages ahead of the first answer. */
  warmUp(): Promise<void>;
  connect(signal: AbortSignal, next?: NextSpeech): Promise<void>;
  speak(clauses: AsyncIterable<string>, options: TtsOptions): AsyncGenerator<TtsChunk, void, undefined>;
  close(): void;
}

export interface TransportSettings {
  vendor: Vendor;
  /** http or https. */
  baseURL: string;
  apiKey: string | undefined;
  model: string;
  /** Default voice id, for answers that name none. */
  voice: string;
  sampleRateHz: number;
  voiceSettings: VoiceSettings | undefined;
}

/** The bounds of the API. */
export const ELEVENLABS_RATES: SpeakingRates = { min: 0.7, max: 1.2 };

/** @returns the settings of the voice with the user's factor on its speed */
export function withRate(
  settings: VoiceSettings | undefined,
  speakingRate: number | undefined,
): VoiceSettings | undefined {
  const speed = speedOf(ELEVENLABS_RATES, settings?.speed, speakingRate);
  return speed === undefined ? settings : { ...settings, speed };
}

/** @returns the language code for models that accept one; the others detect the language of the text */
export function languageCode(model: string, language: string): string | undefined {
  return /_v2_5\b/.test(model) ? language.split('-')[0]!.toLowerCase() : undefined;
}
