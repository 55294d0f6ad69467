import type { Vendor } from '../../../provider-kit/errors/provider-problem.js';
import type { NextSpeech, TtsChunk, TtsOptions } from '../../tts.port.js';
import type { VoiceSettings } from './elevenlabs-frames.js';

/** How text goes to ElevenLabs and speech comes back. */
export interface ElevenLabsTransport {
  /** Loads what the first answer would otherwise wait for. */
  warmUp(): Promise<void>;
  connect(signal: AbortSignal, next?: NextSpeech): Promise<void>;
  speak(pieces: AsyncIterable<string>, options: TtsOptions): AsyncIterable<TtsChunk>;
  close(): void;
}

export interface TransportSettings {
  vendor: Vendor;
  /** http or https. */
  baseURL: string;
  apiKey: string | undefined;
  model: string;
  /** Where an answer asks for none. */
  voice: string;
  sampleRateHz: number;
  voiceSettings: VoiceSettings | undefined;
}

/** The language as ElevenLabs takes it, where the model can be told one: the others hear it in the text. */
export function languageCode(model: string, language: string): string | undefined {
  return /_v2_5\b/.test(model) ? language.split('-')[0]!.toLowerCase() : undefined;
}
