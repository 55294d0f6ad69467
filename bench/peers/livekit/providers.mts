/** The scripted providers as LiveKit plugins. */
import { llm, stt, tts, VAD, VADEventType, VADStream, voice as io, type VADEvent } from '@livekit/agents';
import { AudioFrame } from '@livekit/rtc-node';
import { hum } from '../../orchestrator/providers.ts';
import {
  at,
  endsSpeech,
  FRAME_MS,
  isLoud,
  LLM_FIRST_TOKEN_MS,
  LLM_TOKEN_MS,
  SAMPLE_RATE_HZ,
  STT_FINAL_MS,
  until,
  type Script,
} from '../../orchestrator/script.ts';
import { scriptedTts } from '../../orchestrator/scripted-tts.ts';

/** As LiveKit's Silero plugin, which counts the trailing silence as speech. */
const MIN_SPEECH_MS = 50;

export class LoudnessVad extends VAD {
  label = 'loudness';
  readonly #minSilenceMs: number;

  /** @param minSilenceMs silence that ends speech */
  constructor(minSilenceMs: number) {
    super({ updateInterval: FRAME_MS });
    this.#minSilenceMs = minSilenceMs;
  }

  override get minSilenceDuration(): number {
    return this.#minSilenceMs;
  }

  stream(): VADStream {
    return new LoudnessVadStream(this);
  }
}

class LoudnessVadStream extends VADStream {
  readonly #minSilenceMs: number;
  #speaking = false;
  #speechMs = 0;
  #silenceMs = 0;
  #loudMs = 0;
  #quietMs = 0;
  #samples = 0;

  constructor(detector: LoudnessVad) {
    super(detector);
    this.#minSilenceMs = detector.minSilenceDuration;
    void this.#read();
  }

  async #read(): Promise<void> {
    while (!this.closed) {
      const { done, value } = await this.inputReader.read();
      if (done) return;
      if (typeof value !== 'symbol') this.#judge(value);
    }
  }

  #judge(frame: AudioFrame): void {
    const loud = isLoud(frame.data);
    this.#samples += frame.samplesPerChannel;
    if (this.#speaking) this.#speechMs += FRAME_MS;
    else this.#silenceMs += FRAME_MS;
    this.#send(VADEventType.INFERENCE_DONE, [frame], loud ? 1 : 0);
    this.#loudMs = loud ? this.#loudMs + FRAME_MS : 0;
    this.#quietMs = loud ? 0 : this.#quietMs + FRAME_MS;
    if (!this.#speaking && this.#loudMs >= MIN_SPEECH_MS) {
      this.#speaking = true;
      this.#silenceMs = 0;
      this.#speechMs = this.#loudMs;
      this.#send(VADEventType.START_OF_SPEECH, [frame], 1);
    } else if (this.#speaking && this.#quietMs >= this.#minSilenceMs) {
      this.#speaking = false;
      this.#silenceMs = this.#quietMs;
      this.#speechMs = Math.max(0, this.#speechMs - this.#quietMs);
      this.#send(VADEventType.END_OF_SPEECH, [frame], 0);
      this.#speechMs = 0;
    }
  }

  #send(type: VADEventType, frames: AudioFrame[], probability: number): void {
    const event: VADEvent = {
      type,
      samplesIndex: this.#samples,
      timestamp: Date.now(),
      speechDuration: this.#speechMs,
      silenceDuration: this.#silenceMs,
      frames,
      probability,
      inferenceDuration: 0,
      speaking: this.#speaking,
      rawAccumulatedSilence: this.#quietMs,
      rawAccumulatedSpeech: this.#loudMs,
    };
    this.sendVADEvent(event);
  }
}

export class ScriptedStt extends stt.STT {
  label = 'scripted';
  readonly #script: Script;

  constructor(script: Script) {
    super({ streaming: true, interimResults: false });
    this.#script = script;
  }

  protected _recognize(): Promise<stt.SpeechEvent> {
    throw new Error('It only streams.');
  }

  stream(): stt.SpeechStream {
    return new ScriptedSpeechStream(this, this.#script);
  }
}

class ScriptedSpeechStream extends stt.SpeechStream {
  label = 'scripted';
  readonly #script: Script;

  constructor(recogniser: stt.STT, script: Script) {
    super(recogniser);
    this.#script = script;
  }

  protected async run(): Promise<void> {
    for await (const item of this.input) {
      if (typeof item === 'symbol' || !endsSpeech(item.data)) continue;
      at(performance.now() + STT_FINAL_MS, this.#script.pace, () => this.#final());
    }
  }

  #final(): void {
    if (this.queue.closed) return;
    const said = {
      text: 'tell me more',
      language: 'en' as stt.SpeechData['language'],
      startTime: 0,
      endTime: 0,
      confidence: 1,
    };
    this.queue.put({ type: stt.SpeechEventType.FINAL_TRANSCRIPT, alternatives: [said] });
    this.queue.put({ type: stt.SpeechEventType.END_OF_SPEECH });
  }
}

type ChatParameters = Parameters<llm.LLM['chat']>[0];

export class ScriptedLlm extends llm.LLM {
  readonly #script: Script;

  constructor(script: Script) {
    super();
    this.#script = script;
  }

  label(): string {
    return 'scripted';
  }

  chat({ chatCtx, toolCtx, connOptions }: ChatParameters): llm.LLMStream {
    const options = connOptions ?? { maxRetry: 0, retryIntervalMs: 0, timeoutMs: 10_000 };
    return new ScriptedLlmStream(this, this.#script, { chatCtx, toolCtx, connOptions: options });
  }
}

class ScriptedLlmStream extends llm.LLMStream {
  readonly #script: Script;

  constructor(model: llm.LLM, script: Script, parameters: ConstructorParameters<typeof llm.LLMStream>[1]) {
    super(model, parameters);
    this.#script = script;
  }

  protected async run(): Promise<void> {
    const askedAt = performance.now();
    for (const [i, content] of this.#script.tokens.entries()) {
      await until(askedAt + LLM_FIRST_TOKEN_MS + i * LLM_TOKEN_MS, this.#script.pace);
      if (this.abortController.signal.aborted || this.queue.closed) return;
      this.queue.put({ id: 'scripted', delta: { role: 'assistant', content } });
    }
  }
}

export class ScriptedTts extends tts.TTS {
  label = 'scripted';
  readonly #script: Script;

  constructor(script: Script) {
    super(SAMPLE_RATE_HZ, 1, { streaming: true, alignedTranscript: script.wordTimes });
    this.#script = script;
  }

  synthesize(): tts.ChunkedStream {
    throw new Error('It only streams.');
  }

  stream(): tts.SynthesizeStream {
    return new ScriptedSynthesizeStream(this, this.#script);
  }
}

class ScriptedSynthesizeStream extends tts.SynthesizeStream {
  label = 'scripted';
  readonly #script: Script;
  #saidMs = 0;

  constructor(speaker: tts.TTS, script: Script) {
    super(speaker);
    this.#script = script;
  }

  protected async run(): Promise<void> {
    let text = '';
    let speak: ((words: number) => void) | undefined;
    const ended = Promise.withResolvers<void>();
    const aborted = () => ended.resolve();
    this.abortSignal.addEventListener('abort', aborted, { once: true });
    for await (const item of this.input) {
      if (typeof item === 'symbol') continue;
      text += item;
      const words = text.split(/\s+/).filter((word) => word !== '').length;
      if (words < this.#script.tokensToSpeak) continue;
      speak ??= scriptedTts(this.#script, (ms) => this.#audio(ms), ended.resolve);
      speak(words);
    }
    speak?.(Infinity);
    if (speak) await ended.promise;
    this.abortSignal.removeEventListener('abort', aborted);
    if (!this.queue.closed) this.queue.put(tts.SynthesizeStream.END_OF_STREAM);
  }

  #audio(ms: number): void {
    if (this.queue.closed || this.abortSignal.aborted) return;
    const pcm = hum(ms);
    const frame = new AudioFrame(pcm, SAMPLE_RATE_HZ, 1, pcm.length);
    const timedTranscripts = this.#wordsBegunIn(ms);
    this.queue.put({ requestId: 'scripted', segmentId: 'scripted', frame, final: false, timedTranscripts });
  }

  /** Returns audio of the next `ms` milliseconds. */
  #wordsBegunIn(ms: number): io.TimedString[] | undefined {
    const { tokens, msPerWord, wordTimes } = this.#script;
    const first = Math.ceil(this.#saidMs / msPerWord);
    this.#saidMs += ms;
    if (!wordTimes) return undefined;
    return tokens.slice(first, Math.ceil(this.#saidMs / msPerWord)).map((text, i) =>
      io.createTimedString({
        text,
        startTime: ((first + i) * msPerWord) / 1_000,
        endTime: ((first + i + 1) * msPerWord) / 1_000,
      }),
    );
  }
}
