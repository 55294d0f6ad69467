import { open, type FileHandle } from 'node:fs/promises';
import { pcmToBytes, WAV_HEADER_BYTES, wavHeader } from '#audio';
import type { DiskQueue } from './disk-queue.js';

/** A second at 16 kHz: as much is lost if the process is killed. */
const CHUNK_BYTES = 32_000;

/** Someone has deleted the file while it was written. */
export class DeletedFileError extends Error {}

export interface WavFileOptions {
  path: string;
  sampleRateHz: number;
  queue: DiskQueue;
  /** The file cannot be made or written. Called once; what was written before can be played. */
  onError(error: unknown): void;
}

/**
 * A WAV file of 16-bit mono PCM that grows. It is written a second at a time, and its header after each write, so that players
 * can read it at any moment, also after the process was killed.
 */
export class WavFile {
  #chunk: Uint8Array | undefined;
  #filled = 0;
  #file: FileHandle | undefined;
  #written = 0;
  /** Some file systems do not. */
  #countsLinks = false;
  /** Nothing is written any more. */
  #over = false;

  constructor(private readonly options: WavFileOptions) {
    this.#enqueue(async () => {
      this.#file = await open(options.path, 'wx', 0o600);
      this.#countsLinks = (await this.#file.stat()).nlink > 0;
      await this.#writeHeader();
    });
  }

  get sampleRateHz(): number {
    return this.options.sampleRateHz;
  }

  append(pcm: Int16Array): void {
    let bytes = pcmToBytes(pcm);
    while (bytes.length > 0) {
      this.#chunk ??= new Uint8Array(CHUNK_BYTES);
      const part = bytes.subarray(0, CHUNK_BYTES - this.#filled);
      this.#chunk.set(part, this.#filled);
      this.#filled += part.length;
      bytes = bytes.subarray(part.length);
      if (this.#filled === CHUNK_BYTES) this.#writeChunk();
    }
  }

  /** Writes the rest, unless a write has failed, and closes the file. */
  async close(): Promise<void> {
    this.#writeChunk();
    await this.#release(async (file) => {
      // A write that failed may have left a part of its audio.
      if (this.#over) await file.truncate(WAV_HEADER_BYTES + this.#written);
    });
  }

  /** Closes the file, which is to be deleted, and writes nothing more. */
  async discard(): Promise<void> {
    this.#over = true;
    this.#chunk = undefined;
    await this.#release();
  }

  #writeChunk(): void {
    const bytes = this.#chunk?.subarray(0, this.#filled);
    this.#chunk = undefined;
    this.#filled = 0;
    if (!bytes || this.#over) return;
    this.#enqueue(async () => {
      // A file that was deleted can be written, and keeps nothing.
      if (this.#countsLinks && (await this.#file!.stat()).nlink === 0) throw new DeletedFileError();
      await writeAll(this.#file!, bytes, WAV_HEADER_BYTES + this.#written);
      this.#written += bytes.length;
      await this.#writeHeader();
    }, bytes.length);
  }

  #writeHeader(): Promise<void> {
    return writeAll(this.#file!, wavHeader(this.#written, this.sampleRateHz), 0);
  }

  #enqueue(operation: () => Promise<void>, bytes?: number): void {
    const unlessOver = async () => (this.#over ? undefined : operation());
    this.options.queue.run(unlessOver, bytes).catch((error: unknown) => {
      if (this.#over) return;
      this.#over = true;
      this.options.onError(error);
    });
  }

  /** What goes wrong here is known already, or changes nothing of what was written. */
  async #release(before?: (file: FileHandle) => Promise<void>): Promise<void> {
    const release = async () => {
      const file = this.#file;
      if (!file) return;
      await before?.(file).catch(() => undefined);
      await file.close();
    };
    await this.options.queue.run(release).catch(() => undefined);
  }
}

/** The system may write less than it is given. */
async function writeAll(file: FileHandle, bytes: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, at + done);
    done += bytesWritten;
  }
}
