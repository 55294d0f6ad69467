/** Providers that do exactly what a test or a benchmark tells them to. They need no model and no network. */
import { Llm, type LlmEvent, type LlmRequest } from '../backend/src/llm/llm.port.js';
import { Stt, type SttEvent, type SttInput } from '../backend/src/stt/stt.port.js';
import { Tts, type TtsChunk, type TtsOptions } from '../backend/src/tts/tts.port.js';
import { Vad, type VadFrame } from '../backend/src/vad/vad.port.js';

/** Loud is speech. */
export class LoudnessVad extends Vad {
  readonly name = 'loudness';

  async warmUp(): Promise<void> {}

  async *detect(audio: AsyncIterable<Int16Array>): AsyncGenerator<VadFrame, void, undefined> {
    for await (const pcm of audio) {
      yield { pcm, speechProbability: pcm.some((sample) => Math.abs(sample) > 1_000) ? 1 : 0 };
    }
  }
}

/** Hears the given texts, one per stretch of speech. */
export class ScriptedStt extends Stt {
  readonly name = 'scripted';

  constructor(private readonly texts: string[]) {
    super();
  }

  async warmUp(): Promise<void> {}

  async *transcribe(input: AsyncIterable<SttInput>): AsyncGenerator<SttEvent, void, undefined> {
    for await (const item of input) {
      if (item.type === 'speech_end') yield { type: 'final', text: this.texts.shift() ?? '' };
    }
  }
}

export class ScriptedLlm extends Llm {
  readonly name = 'scripted';
  readonly requests: LlmRequest[] = [];

  constructor(private readonly script: (request: LlmRequest) => AsyncIterable<LlmEvent>) {
    super();
  }

  async warmUp(): Promise<void> {}

  stream(request: LlmRequest): AsyncIterable<LlmEvent> {
    this.requests.push(request);
    return this.script(request);
  }
}

/** Answers every turn with the same words. */
export const sayingLlm = (...texts: string[]): ScriptedLlm =>
  new ScriptedLlm(async function* () {
    for (const text of texts) yield { type: 'text', text };
  });

export class ScriptedTts extends Tts {
  readonly name = 'scripted';
  readonly sampleRateHz = 16_000;

  constructor(
    private readonly script: (clauses: AsyncIterable<string>, options: TtsOptions) => AsyncIterable<TtsChunk>,
  ) {
    super();
  }

  async warmUp(): Promise<void> {}

  synthesize(clauses: AsyncIterable<string>, options: TtsOptions): AsyncIterable<TtsChunk> {
    return this.script(clauses, options);
  }
}

/** Speaks each clause as a stretch of constant sound, in chunks of 100 ms. */
export const humTts = (msPerClause = 300): ScriptedTts =>
  new ScriptedTts(async function* (clauses) {
    let clause = 0;
    for await (const _ of clauses) {
      for (let ms = 0; ms < msPerClause; ms += 100)
        yield { pcm: new Int16Array(1_600).fill(1_000 + clause), clause };
      clause++;
    }
  });
