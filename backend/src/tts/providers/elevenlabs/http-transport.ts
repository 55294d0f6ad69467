import type { ElevenLabsClient } from 'elevenlabs';
import type { StreamingAudioChunkWithTimestampsResponse } from 'elevenlabs/api/index.js';
import { requireKey } from '../../../provider-kit/errors/vendor.js';
import { CONNECT_TIMEOUT_MS } from '../../../provider-kit/http-agent.js';
import { checkConnection } from '../../adapter/http/check-connection.js';
import { PcmDecoder } from '../../adapter/pcm-decoder.js';
import { speakByClause } from '../../adapter/http/speak-by-clause.js';
import type { TtsChunk, TtsOptions, WordTiming } from '../../tts.port.js';
import { CharacterWords } from './character-words.js';
import type { VoiceSettings } from './elevenlabs-frames.js';
import { languageCode, withRate, type ElevenLabsTransport, type TransportSettings } from './transport.js';

/** `stream/with-timestamps`: one request per clause. */
export class HttpTransport implements ElevenLabsTransport {
  #client: Promise<ElevenLabsClient> | undefined;
  #keyAccepted = false;

  constructor(private readonly settings: TransportSettings) {}

  async warmUp(): Promise<void> {
    await this.#load();
  }

  async connect(signal: AbortSignal): Promise<void> {
    if (this.#keyAccepted) return;
    const client = await this.#load();
    const options = { maxRetries: 0, timeoutInSeconds: CONNECT_TIMEOUT_MS / 1_000, abortSignal: signal };
    await checkConnection(this.settings.vendor, () => client.models.getAll(options));
    this.#keyAccepted = true;
  }

  speak(
    clauses: AsyncIterable<string>,
    { voice = this.settings.voice, language, speakingRate, signal }: TtsOptions,
  ): AsyncGenerator<TtsChunk, void, undefined> {
    const { vendor, model, sampleRateHz, voiceSettings } = this.settings;
    const settings = withRate(voiceSettings, speakingRate);
    return speakByClause({
      clauses,
      sampleRateHz,
      signal,
      vendor,
      errorOptions: { voice, model },
      request: (text, requestSignal) => this.#request(text, { voice, language, settings }, requestSignal),
    });
  }

  /** The SDK uses the global fetch, which closes its idle connections itself after 4 s. */
  close(): void {}

  async #request(
    text: string,
    { voice, language, settings }: { voice: string; language: string; settings: VoiceSettings | undefined },
    signal: AbortSignal,
  ): Promise<AsyncIterable<TtsChunk>> {
    const { model, sampleRateHz } = this.settings;
    const client = await this.#load();
    const lines = await client.textToSpeech.streamWithTimestamps(
      voice,
      {
        text,
        model_id: model,
        output_format: `pcm_${sampleRateHz}` as 'pcm_24000',
        language_code: languageCode(model, language),
        voice_settings: settings,
      },
      // Until the response begins. Longer than a stall, because the package leaves its timer running after an abort.
      { maxRetries: 0, timeoutInSeconds: 15, abortSignal: signal },
    );
    return readLines(lines);
  }

  async #load(): Promise<ElevenLabsClient> {
    const { vendor, apiKey, baseURL } = this.settings;
    requireKey(vendor, apiKey);
    // Loaded when needed: it takes 25 MB.
    return (this.#client ??= import('elevenlabs').then(
      ({ ElevenLabsClient }) => new ElevenLabsClient({ apiKey: apiKey ?? '', baseUrl: baseURL }),
    ));
  }
}

/** @throws SyntaxError if a line is not one of the API's */
async function* readLines(
  lines: AsyncIterable<StreamingAudioChunkWithTimestampsResponse>,
): AsyncGenerator<TtsChunk, void, undefined> {
  const decoder = new PcmDecoder();
  const characters = new CharacterWords();
  for await (const line of lines) {
    if (typeof line?.audio_base64 !== 'string') throw new SyntaxError('a line without audio');
    const times = readTimes(line);
    const words = times ? characters.push(times, 0) : [];
    yield chunkOf(decoder.decode(Buffer.from(line.audio_base64, 'base64')), words);
  }
  const words = characters.end();
  if (words.length > 0) yield chunkOf(new Int16Array(0), words);
}

const chunkOf = (pcm: Int16Array, words: WordTiming[]): TtsChunk => ({
  pcm,
  ...(words.length > 0 && { words }),
});

/** Times in seconds from the first sample of the request, unlike those of the WebSocket. */
function readTimes({ alignment }: StreamingAudioChunkWithTimestampsResponse) {
  if (!alignment) return undefined;
  return {
    characters: alignment.characters,
    startsMs: alignment.character_start_times_seconds.map((seconds) => seconds * 1_000),
    endsMs: alignment.character_end_times_seconds.map((seconds) => seconds * 1_000),
  };
}
