/** The scripted providers as implementations of Earshot's ports. */
import type { Llm, LlmEvent, LlmRequest } from '../../backend/src/llm/llm.port.ts';
import type { Stt, SttEvent, SttInput } from '../../backend/src/stt/stt.port.ts';
import type { Tts, TtsChunk, TtsOptions } from '../../backend/src/tts/tts.port.ts';
import type { Vad, VadFrame } from '../../backend/src/vad/vad.port.ts';
import {
  at,
  endsSpeech,
  isLoud,
  LLM_FIRST_TOKEN_MS,
  LLM_TOKEN_MS,
  SAMPLE_RATE_HZ,
  STT_FINAL_MS,
  TTS_CHUNK_MS,
  TTS_FIRST_BYTE_MS,
  TTS_SPEED,
  until,
  type Script,
} from './script.ts';

export interface ScriptedProviders {
  vad: Vad;
  stt: Stt;
  llm: Llm;
  tts: Tts;
}

/** @param onRequest is called with each request to the language model */
export const scriptedProviders = (
  script: Script,
  onRequest: (request: LlmRequest) => void = () => undefined,
): ScriptedProviders => ({
  vad: { name: 'loudness', warmUp, detect },
  stt: {
    name: 'scripted',
    fallbacks: [],
    isLocal: true,
    localNames: [],
    address: undefined,
    turnEvents: true,
    warmUp,
    canStart: async () => true,
    connect,
    transcribe: (input) => transcribe(script, input),
  },
  llm: {
    name: 'scripted',
    fallbacks: [],
    isLocal: true,
    localNames: [],
    modelName: undefined,
    mayHaveNoModel: false,
    neverHasModel: false,
    warmUp,
    connect,
    stream: (request) => {
      onRequest(request);
      return generate(script, request.signal);
    },
  },
  tts: {
    name: 'scripted',
    fallbacks: [],
    isLocal: true,
    localNames: [],
    warmUp,
    connect,
    sampleRateHz: SAMPLE_RATE_HZ,
    speakingRates: undefined,
    synthesize: (clauses, options) => synthesize(script, clauses, options),
  },
});

const warmUp = async (): Promise<void> => undefined;
const connect = warmUp;

async function* detect(audio: AsyncIterable<Int16Array>): AsyncGenerator<VadFrame, void, undefined> {
  for await (const pcm of audio) yield { pcm, speechProbability: isLoud(pcm) ? 1 : 0 };
}

/** A recogniser with turn events: it ends turns itself. */
async function* transcribe(
  { pace }: Script,
  input: AsyncIterable<SttInput>,
): AsyncGenerator<SttEvent, void, undefined> {
  let pending = 0;
  let ended = false;
  let wake = (): void => undefined;
  const listen = async () => {
    for await (const item of input) {
      if (item.type !== 'audio' || !endsSpeech(item.pcm)) continue;
      at(performance.now() + STT_FINAL_MS, pace, () => {
        pending++;
        wake();
      });
    }
    ended = true;
    wake();
  };
  void listen();
  while (!ended) {
    if (pending === 0) await new Promise<void>((resolve) => (wake = resolve));
    for (; pending > 0; pending--) yield { type: 'end_of_turn', text: 'tell me more' };
  }
}

async function* generate(script: Script, signal: AbortSignal): AsyncGenerator<LlmEvent, void, undefined> {
  const askedAt = performance.now();
  for (const [i, text] of script.tokens.entries()) {
    await until(askedAt + LLM_FIRST_TOKEN_MS + i * LLM_TOKEN_MS, script.pace);
    if (signal.aborted) return;
    yield { type: 'text', text };
  }
}

async function* synthesize(
  script: Script,
  clauses: AsyncIterable<string>,
  { signal }: TtsOptions,
): AsyncGenerator<TtsChunk, void, undefined> {
  let clause = 0;
  let saidMs = 0;
  let readyAt = 0;
  for await (const text of clauses) {
    const words = text.split(/\s+/).filter((word) => word !== '');
    const times = words.map((word, i) => ({
      text: word,
      startMs: saidMs + i * script.msPerWord,
      endMs: saidMs + (i + 1) * script.msPerWord,
    }));
    readyAt = Math.max(readyAt, performance.now() + TTS_FIRST_BYTE_MS);
    const endMs = saidMs + words.length * script.msPerWord;
    for (let first = true; saidMs < endMs; first = false) {
      await until(readyAt, script.pace);
      if (signal.aborted) return;
      const ms = Math.min(TTS_CHUNK_MS, endMs - saidMs);
      yield { pcm: hum(ms), clause, ...(first && script.wordTimes && { words: times }) };
      saidMs += ms;
      readyAt += ms / TTS_SPEED;
    }
    clause++;
  }
}

const HUM = new Int16Array((SAMPLE_RATE_HZ * TTS_CHUNK_MS) / 1_000).fill(1_000);

/** PCM of a constant tone. */
export const hum = (ms: number): Int16Array => HUM.subarray(0, Math.round((ms * SAMPLE_RATE_HZ) / 1_000));
