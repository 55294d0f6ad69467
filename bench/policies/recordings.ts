/** The recordings and scenes for turn-taking, see fixtures/turn-taking/README.md. */
import { readFileSync } from 'node:fs';

const FOLDER = new URL('../../fixtures/turn-taking/', import.meta.url);
const WAV_HEADER_BYTES = 44;

export type Half = 'tuning' | 'heldOut';
export const HALVES: readonly Half[] = ['tuning', 'heldOut'];

export type NoiseKind = 'cough' | 'click' | 'keyboard' | 'door' | 'breath' | 'throat';

export interface Clip {
  file: string;
  half: Half;
  kind: 'speech' | 'hum' | 'talker';
  voice: string;
  text: string;
  durationMs: number;
}

/** Start of the sound: from the start of the scene, the end of the previous sound, or the answer's first audio. */
type When = { atMs: number } | { afterMs: number } | { overAnswerMs: number };

export type Sound = When & ({ clip: string; noise?: undefined } | { noise: NoiseKind; db: number });

export interface Scene {
  id: string;
  half: Half;
  situation: string;
  /** Index of the answer that the assistant is giving. */
  answer?: number;
  /** Time to the model's first words. */
  modelMs?: number;
  sounds: Sound[];
  background?: { talkers: number; db: number };
  /** `leaks`: the canceller sometimes lets it through. */
  echo?: { db: number; delayMs: number; leaks?: boolean };
  /** At least this long. */
  lengthMs?: number;
  outcome: { answer?: 'goes on' | 'stops'; turns?: string[][] };
}

interface Manifest {
  answers: Record<Half, string[]>;
  clips: Clip[];
  scenes: Scene[];
}

const manifest = JSON.parse(readFileSync(new URL('manifest.json', FOLDER), 'utf8')) as Manifest;
const pcmOfFile = new Map<string, Int16Array>();

export const scenesOf = (half: Half): Scene[] => manifest.scenes.filter((scene) => scene.half === half);

export const clipsOf = (half: Half): Clip[] => manifest.clips.filter((clip) => clip.half === half);

export const clipNamed = (file: string): Clip => manifest.clips.find((clip) => clip.file === file)!;

export const answerOf = ({ half, answer }: Scene): string | undefined =>
  answer === undefined ? undefined : manifest.answers[half][answer];

/** @returns PCM 16 kHz mono */
export function clipPcm(file: string): Int16Array {
  let pcm = pcmOfFile.get(file);
  if (!pcm) {
    const wav = readFileSync(new URL(file, FOLDER));
    pcm = new Int16Array(wav.buffer.slice(wav.byteOffset + WAV_HEADER_BYTES, wav.byteOffset + wav.length));
    pcmOfFile.set(file, pcm);
  }
  return pcm;
}
