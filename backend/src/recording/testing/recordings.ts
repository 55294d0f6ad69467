/** Recordings in a temporary folder, and faults of their disk, for tests. */
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { vi } from 'vitest';
import { parseWav, type Wav } from '#audio';
import type { RecordingModuleOptions } from '../recording.module-definition.js';
import { RecordingService } from '../recording.service.js';
import type { Recording } from '../recording.js';

export const SESSION = '5f1c2a3b-0000-4000-8000-000000000000';
export const ME = 'chrome-extension://abcdefghijklmnop';

/** A second of audio at 16 kHz in which every sample has that value. */
export const second = (value: number): Int16Array => new Int16Array(16_000).fill(value);

export class Recordings {
  readonly base = mkdtempSync(join(tmpdir(), 'earshot-recordings-'));
  /** Where the recordings are; a test may choose another place. */
  folder = join(this.base, 'recordings');
  readonly warnings: string[] = [];
  readonly #services: RecordingService[] = [];

  constructor() {
    vi.spyOn(Logger.prototype, 'warn').mockImplementation(
      (warning: string) => void this.warnings.push(warning),
    );
  }

  /** The service of another run of the backend. */
  async service(options: Partial<RecordingModuleOptions> = {}): Promise<RecordingService> {
    const service = new RecordingService({
      enabled: true,
      folder: this.folder,
      maxMegabytes: 100,
      maxTotalMegabytes: 1_000,
      days: 7,
      ...options,
    });
    this.#services.push(service);
    await service.onModuleInit();
    return service;
  }

  /** The files in the folder of the recordings, by their path in it. */
  files(pattern = '**/*.wav'): string[] {
    return globSync(pattern, { cwd: this.folder }).sort();
  }

  wav(file: string): Wav {
    return parseWav(readFileSync(join(this.folder, file)));
  }

  async end(): Promise<void> {
    vi.restoreAllMocks();
    await Promise.all(this.#services.map((service) => service.onApplicationShutdown()));
    rmSync(this.base, { recursive: true, force: true });
  }
}

/** Starts the recording of a session. @param identity null for none @returns it, and what it has told of `on` */
export function startRecording(
  service: RecordingService,
  { identity = ME, session = SESSION }: { identity?: string | null; session?: string } = {},
): { recording: Recording; told: boolean[] } {
  const recording = service.of(identity ?? undefined);
  const told: boolean[] = [];
  recording.start(session, () => told.push(recording.on));
  return { recording, told };
}

type Write = (
  this: FileHandle,
  bytes: Uint8Array,
  at: number,
  length: number,
  position: number,
) => Promise<{ bytesWritten: number }>;

/**
 * Replaces how every file of the process is written: only so is a disk full, or hangs, at a moment that the test chooses.
 * @param write is also given the real one
 */
export async function replaceWrites(write: (real: Write) => Write): Promise<void> {
  const file = await open(process.execPath);
  const prototype = Object.getPrototypeOf(file) as { write: Write };
  await file.close();
  const real = prototype.write;
  vi.spyOn(prototype, 'write').mockImplementation(write(real));
}

export const systemError = (code: string): Error => Object.assign(new Error(code), { code });
