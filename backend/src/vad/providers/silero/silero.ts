import { setImmediate } from 'node:timers/promises';
import type { ProviderDefinition } from '../../../provider-kit/provider-definition.js';
import { NoOptions } from '../../../provider-kit/provider-options.js';
import { ProviderError } from '../../../provider-kit/errors/provider-error.js';
import { Vad, type VadFrame } from '../../vad.port.js';
import { Framer } from './framer.js';
import { FRAME_SAMPLES, SileroModel, type SileroStream } from './model.js';
import { vowel } from './vowel.js';

/** A client may send minutes of silence at once: after this many frames the event loop serves other sessions. */
const SILENT_FRAMES_IN_A_ROW = 32;

/** A frame with nothing above -60 dBFS is silence, as from a muted microphone or one with noise suppression. */
const INAUDIBLE = 32;
const SURELY_SILENT = 0.05;

/**
 * What a new stream remembers. With an empty memory Silero finds the first speech late: 15 of 99 recordings took more than
 * 100 ms from the first loud sample, after this vowel and pause five. After a shorter pause it mistakes noise for speech, after
 * a longer one it has forgotten.
 */
const VOWEL_SECONDS = 0.5;
const PAUSE_FRAMES = 5;

const isInaudible = (pcm: Int16Array): boolean =>
  pcm.every((sample) => sample >= -INAUDIBLE && sample <= INAUDIBLE);

/** Silero VAD v5, in this process: 32 ms frames, one model for all sessions, a small state for each. */
export class SileroVad extends Vad {
  readonly name = 'silero';
  #model: Promise<SileroModel> | undefined;
  #memory: Promise<Float32Array> | undefined;

  async warmUp(): Promise<void> {
    await this.#createStream();
  }

  async *detect(
    audio: AsyncIterable<Int16Array>,
    signal: AbortSignal,
  ): AsyncGenerator<VadFrame, void, undefined> {
    const stream = await this.#createStream();
    const framer = new Framer(FRAME_SAMPLES);
    let silentFrames = 0;
    let last = 0;
    for await (const chunk of audio) {
      for (const pcm of framer.push(chunk)) {
        // Silence after silence needs no model, and most of a microphone's audio is silence.
        if (last < SURELY_SILENT && isInaudible(pcm)) {
          if (++silentFrames % SILENT_FRAMES_IN_A_ROW === 0) await setImmediate();
          yield { pcm, speechProbability: 0 };
          continue;
        }
        last = await stream.judge(pcm);
        if (signal.aborted) return;
        yield { pcm, speechProbability: last };
      }
    }
  }

  async #createStream(): Promise<SileroStream> {
    const model = await this.#load();
    this.#memory ??= rememberSpeech(model);
    return model.createStream(await this.#memory);
  }

  async #load(): Promise<SileroModel> {
    this.#model ??= SileroModel.load();
    try {
      return await this.#model;
    } catch (cause) {
      // The next session tries again.
      this.#model = undefined;
      const text = {
        reason: 'Speech detection could not load its model.',
        todo: 'Run `npm ci` again to restore it.',
      };
      throw new ProviderError('vad', this.name, 'provider_unavailable', text, { cause });
    }
  }
}

async function rememberSpeech(model: SileroModel): Promise<Float32Array> {
  const stream = model.createStream();
  const framer = new Framer(FRAME_SAMPLES);
  for (const pcm of framer.push(vowel(VOWEL_SECONDS))) await stream.judge(pcm);
  for (let i = 0; i < PAUSE_FRAMES; i++) await stream.judge(new Int16Array(FRAME_SAMPLES));
  return stream.memory;
}

export const sileroVad: ProviderDefinition<Vad, NoOptions> = {
  name: 'silero',
  label: 'Silero VAD',
  Options: NoOptions,
  create: () => new SileroVad(),
};
