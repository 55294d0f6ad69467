import type { Vendor } from '../../../provider-kit/errors/provider-problem.js';
import type { NextSpeech, TtsChunk, TtsOptions } from '../../tts.port.js';
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

/** @returns the language code for models that accept one; the others detect the language of the text */
export function languageCode(model: string, language: string): string | undefined {
  return /_v2_5\b/.test(model) ? language.split('-')[0]!.toLowerCase() : undefined;
}
