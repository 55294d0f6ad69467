/** What the microphone hears in a scene: sounds, the people behind the user, the room, and the loudspeaker. */
import { noise } from './noises.ts';
import { clipNamed, clipPcm, clipsOf, type Scene, type Sound } from '../recordings.ts';
import { SeededRandom } from './random.ts';

export const SAMPLES_PER_MS = 16;

/** Each take changes the time and the level of a sound by at most this. */
const JITTER_MS = 40;
const JITTER_DB = 3;

/** A quiet room. */
const FLOOR_DB = [-72, -62] as const;

/** The echo arrives directly and from one wall. */
const WALL_MS = 31;
const WALL_DB = -8;

/** Residual echo level; length of, and time between, full leaks. */
const CANCELLED_DB = -25;
const LEAK_MS = [150, 500] as const;
const BETWEEN_LEAKS_MS = [600, 1_500] as const;

interface Placed {
  pcm: Float64Array;
  startMs: number;
  isSpeech: boolean;
}

export class SceneMicrophone {
  readonly #scene: Scene;
  readonly #random: SeededRandom;
  readonly #placed: Placed[] = [];
  readonly #waiting: Sound[];
  readonly #background: Float64Array | undefined;
  readonly #floor: Float64Array;
  /** The canceller's gain for each millisecond of the echo. */
  readonly #canceller: Float64Array | undefined;
  #answerStartMs: number | undefined;

  /** @param take number of the take, which changes times, levels and noises */
  constructor(scene: Scene, take: number) {
    this.#scene = scene;
    this.#random = new SeededRandom(`${scene.id} take ${take}`);
    this.#waiting = [...scene.sounds];
    this.#floor = levelled(pink(4_000, this.#random), this.#random.between(...FLOOR_DB));
    if (scene.background) this.#background = this.#talkers(scene.background);
    if (scene.echo?.leaks) this.#canceller = leaking(this.#random);
    this.#place();
  }

  /** The assistant's answer becomes audible now. */
  answerStarts(ms: number): void {
    this.#answerStartMs ??= ms;
    this.#place();
  }

  /** The end of the last sound. Infinity while some sounds wait for the answer. */
  get endMs(): number {
    if (this.#waiting.length > 0) return Infinity;
    return Math.max(0, ...this.#placed.map(({ startMs, pcm }) => startMs + pcm.length / SAMPLES_PER_MS));
  }

  /** Start and end of each clip of the user's speech. */
  get speech(): { startMs: number; endMs: number }[] {
    return this.#placed
      .filter(({ isSpeech }) => isSpeech)
      .map(({ startMs, pcm }) => ({ startMs, endMs: startMs + pcm.length / SAMPLES_PER_MS }));
  }

  /**
   * @param fromMs time since the start of the scene
   * @param loudspeaker the audio played since then, sample by sample
   * @returns the next `ms`
   */
  read(fromMs: number, ms: number, loudspeaker: Int16Array): Int16Array {
    const from = fromMs * SAMPLES_PER_MS;
    const heard = new Float64Array(ms * SAMPLES_PER_MS);
    for (let i = 0; i < heard.length; i++) {
      heard[i] = this.#floor[(from + i) % this.#floor.length]!;
      if (this.#background) heard[i]! += this.#background[(from + i) % this.#background.length]!;
    }
    for (const { pcm, startMs } of this.#placed) add(heard, pcm, from - Math.round(startMs * SAMPLES_PER_MS));
    const { echo } = this.#scene;
    if (echo) {
      const direct = from - Math.round(echo.delayMs * SAMPLES_PER_MS);
      const left = this.#canceller?.[Math.floor(fromMs) % this.#canceller.length] ?? 1;
      add(heard, loudspeaker, direct, gain(echo.db) * left);
      add(heard, loudspeaker, direct - WALL_MS * SAMPLES_PER_MS, gain(echo.db + WALL_DB) * left);
    }
    return Int16Array.from(heard, (value) => Math.max(-32_768, Math.min(32_767, Math.round(value))));
  }

  #place(): void {
    for (let sound; (sound = this.#waiting[0]);) {
      const base = this.#baseOf(sound);
      if (base === undefined) return;
      this.#waiting.shift();
      const jitter = this.#random.between(-JITTER_MS, JITTER_MS);
      const db = this.#random.between(-JITTER_DB, JITTER_DB);
      const isSpeech = sound.noise === undefined;
      const pcm =
        sound.noise === undefined
          ? Float64Array.from(clipPcm(sound.clip), (sample) => sample * gain(db))
          : levelled(noise(sound.noise, this.#random), sound.db + db, true);
      this.#placed.push({ pcm, startMs: base + jitter, isSpeech });
    }
  }

  #baseOf(sound: Sound): number | undefined {
    if ('atMs' in sound) return sound.atMs;
    if ('overAnswerMs' in sound)
      return this.#answerStartMs === undefined ? undefined : this.#answerStartMs + sound.overAnswerMs;
    const { startMs, pcm } = this.#placed.at(-1)!;
    return startMs + pcm.length / SAMPLES_PER_MS + sound.afterMs;
  }

  /** This many people who talk all the time, none of them the user. */
  #talkers({ talkers, db }: NonNullable<Scene['background']>): Float64Array {
    const random = this.#random;
    const [first] = this.#scene.sounds;
    const user = first && 'clip' in first ? clipNamed(first.clip).voice : undefined;
    const clips = clipsOf(this.#scene.half).filter(({ kind, voice }) => kind !== 'hum' && voice !== user);
    const mixed = new Float64Array(20_000 * SAMPLES_PER_MS);
    for (let talker = 0; talker < talkers; talker++) {
      for (let at = 0; at < mixed.length;) {
        const pcm = clipPcm(random.pick(clips).file);
        add(mixed, pcm, -at);
        at += pcm.length + Math.round(random.between(100, 500)) * SAMPLES_PER_MS;
      }
    }
    return levelled(mixed, db);
  }
}

const gain = (db: number): number => 10 ** (db / 20);

function leaking(random: SeededRandom): Float64Array {
  const factors = new Float64Array(20_000).fill(gain(CANCELLED_DB));
  for (let at = 0; at < factors.length;) {
    const leakMs = Math.round(random.between(...LEAK_MS));
    factors.fill(1, at, at + leakMs);
    at += leakMs + Math.round(random.between(...BETWEEN_LEAKS_MS));
  }
  return factors;
}

/** Adds the part of `pcm` from its sample `from` on. */
function add(to: Float64Array, pcm: ArrayLike<number>, from: number, factor = 1): void {
  for (let i = Math.max(0, -from); i < to.length && from + i < pcm.length; i++)
    to[i]! += pcm[from + i]! * factor;
}

/** @param loudest whether the level is that of the loudest 20 ms rather than of the whole */
function levelled(pcm: Float64Array, db: number, loudest = false): Float64Array {
  const window = loudest ? Math.min(pcm.length, 20 * SAMPLES_PER_MS) : pcm.length;
  let most = 0;
  for (let at = 0; at + window <= pcm.length; at += window) {
    let energy = 0;
    for (let i = at; i < at + window; i++) energy += pcm[i]! * pcm[i]!;
    most = Math.max(most, energy / window);
  }
  const factor = (gain(db) * 32_768) / Math.sqrt(most || 1);
  return pcm.map((sample) => sample * factor);
}

/** Paul Kellet's economy filter. */
function pink(ms: number, random: SeededRandom): Float64Array {
  let [b0, b1, b2] = [0, 0, 0];
  return Float64Array.from({ length: ms * SAMPLES_PER_MS }, () => {
    const white = random.between(-1, 1);
    b0 = 0.99765 * b0 + white * 0.099046;
    b1 = 0.963 * b1 + white * 0.2965164;
    b2 = 0.57 * b2 + white * 1.0526913;
    return b0 + b1 + b2 + white * 0.1848;
  });
}
