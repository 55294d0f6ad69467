import libsamplerate from '@alexanderolsen/libsamplerate-js';

/**
 * Bandlimited sinc, the fastest of libsamplerate's three: 115 dB signal to noise on a 1 kHz tone, holds back 1.3 ms
 * of audio, costs under 1 % of a core for one real-time stream. The better ones hold back 3 and 9 ms.
 */
const QUALITY = libsamplerate.ConverterType.SRC_SINC_FASTEST;

/** About 2 MiB each: for fifty people who talk in turns, a third of whom are answered at a time. */
const MOST_IDLE = 32;

export type Converter = Awaited<ReturnType<typeof libsamplerate.create>>;

/**
 * The converters that nobody uses at the moment. Every answer needs one: to make it compiles a WebAssembly module, which
 * takes 5 ms in which nobody else has a turn; to take one over takes 0.04 ms.
 */
export class IdleConverters {
  readonly #idle: Converter[] = [];

  /** One between these rates, in Hz, that has heard nothing yet. */
  async take(fromHz: number, toHz: number): Promise<Converter> {
    const at = this.#idle.findIndex((one) => one.inputSampleRate === fromHz && one.outputSampleRate === toHz);
    if (at < 0) return libsamplerate.create(1, fromHz, toHz, { converterType: QUALITY });
    const [converter] = this.#idle.splice(at, 1) as [Converter];
    // Assigning a rate makes the filter anew. It has to be the same one: the library leaves its `ratio` as it was.
    converter.inputSampleRate = fromHz;
    return converter;
  }

  /** Its user is done with it. */
  give(converter: Converter): void {
    this.#idle.push(converter);
    if (this.#idle.length > MOST_IDLE) this.#idle.shift()!.destroy();
  }
}
