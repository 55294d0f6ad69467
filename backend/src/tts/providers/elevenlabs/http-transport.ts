import type { ElevenLabsClient } from 'elevenlabs';
import type { StreamingAudioChunkWithTimestampsResponse } from 'elevenlabs/api/index.js';
import { providerProblem } from '../../../provider-kit/errors/provider-problem.js';
import { httpProblem, refusesKey } from '../../adapter/http-problem.js';
import { PcmDecoder } from '../../adapter/pcm-decoder.js';
import { speakByClause } from '../../adapter/http/speak-by-clause.js';
import type { TtsChunk, TtsOptions, WordTiming } from '../../tts.port.js';
import { CharacterWords } from './character-words.js';
import { languageCode, type ElevenLabsTransport, type TransportSettings } from './transport.js';

/** `stream/with-timestamps`: each clause is a request of its own. */
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
    try {
      await client.models.getAll({ maxRetries: 0, timeoutInSeconds: 10, abortSignal: signal });
    } catch (error) {
      if (signal.aborted) return;
      const problem = await httpProblem(this.settings.vendor, error);
      // Whether there is credit, and what else there may be, shows when something is said.
      if (problem.retryable || (await refusesKey(error))) throw problem;
    }
    this.#keyAccepted = true;
  }

  speak(
    pieces: AsyncIterable<string>,
    { voice = this.settings.voice, language, signal }: TtsOptions,
  ): AsyncIterable<TtsChunk> {
    const { sampleRateHz } = this.settings;
    const speak = (text: string, pieceSignal: AbortSignal) => this.#speak(text, voice, language, pieceSignal);
    return speakByClause({ clauses: pieces, speak, sampleRateHz, signal });
  }

  /** The package uses the global fetch, whose connections are not ours to close: they close by themselves after 4 s. */
  close(): void {}

  async *#speak(
    text: string,
    voice: string,
    language: string,
    signal: AbortSignal,
  ): AsyncGenerator<TtsChunk, void, undefined> {
    const { vendor, model, sampleRateHz, voiceSettings } = this.settings;
    const pcm = new PcmDecoder();
    const characters = new CharacterWords();
    let begun = false;
    try {
      const client = await this.#load();
      const stream = await client.textToSpeech.streamWithTimestamps(
        voice,
        {
          text,
          model_id: model,
          output_format: `pcm_${sampleRateHz}` as 'pcm_24000',
          language_code: languageCode(model, language),
          voice_settings: voiceSettings,
        },
        // Until the answer begins. Longer than a stall; the package forgets to clear its timer after an abort.
        { maxRetries: 0, timeoutInSeconds: 15, abortSignal: signal },
      );
      begun = true;
      for await (const line of stream) {
        if (typeof line?.audio_base64 !== 'string') throw new SyntaxError('a line without audio');
        const times = readTimes(line);
        const words = times ? characters.push(times, 0) : [];
        yield chunkOf(pcm.decode(Buffer.from(line.audio_base64, 'base64')), words);
      }
      const words = characters.end();
      if (words.length > 0) yield chunkOf(new Int16Array(0), words);
    } catch (error) {
      if (error instanceof SyntaxError) throw providerProblem(vendor, 'malformed', { cause: error });
      throw await httpProblem(vendor, error, { begun, voice, model });
    }
  }

  #load(): Promise<ElevenLabsClient> {
    // Loaded when needed: it costs 25 MB.
    return (this.#client ??= import('elevenlabs').then(
      ({ ElevenLabsClient }) =>
        new ElevenLabsClient({ apiKey: this.settings.apiKey ?? '', baseUrl: this.settings.baseURL }),
    ));
  }
}

const chunkOf = (pcm: Int16Array, words: WordTiming[]): TtsChunk => ({
  pcm,
  ...(words.length > 0 && { words }),
});

/** Unlike those of the WebSocket, in seconds, and from the first sample of the request. */
function readTimes({ alignment }: StreamingAudioChunkWithTimestampsResponse) {
  if (!alignment) return undefined;
  return {
    characters: alignment.characters,
    startsMs: alignment.character_start_times_seconds.map((seconds) => seconds * 1_000),
    endsMs: alignment.character_end_times_seconds.map((seconds) => seconds * 1_000),
  };
}
