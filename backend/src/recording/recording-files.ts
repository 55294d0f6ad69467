import { chmod, lstat, mkdir, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { INPUT_SAMPLE_RATE_HZ } from '#protocol';
import { makeFolder } from '../common/files/make-folder.js';
import { isOpenToOthers, isOwn, UnsafeFileError } from '../common/files/private-file.js';
import type { DiskQueue } from './disk-queue.js';
import { WavFile } from './wav-file.js';

export interface RecordingFilesOptions {
  /** The folder of all recordings, that of the user, and the one of this recording, each in the one before. */
  folders: readonly [all: string, user: string, own: string];
  queue: DiskQueue;
  /** The folders and the first file are there. */
  onBegun(): void;
  /** Nothing more can be written. Called once. */
  onError(error: unknown): void;
}

/**
 * What is recorded of one session: `input.wav` has the user's audio as it came, `output.wav` the answers as they were sent,
 * neither with silence between. If the rate of the answers changes, they go on in `output-2.wav`.
 */
export class RecordingFiles {
  readonly folder: string;
  #bytes = 0;
  readonly #input: WavFile;
  #output: WavFile | undefined;
  #outputs = 0;
  /** No callback is called after this. */
  #over = false;

  constructor(private readonly options: RecordingFilesOptions) {
    const { folders, queue, onBegun } = options;
    this.folder = folders[2];
    queue.run(() => makeFolders(folders)).catch((error: unknown) => this.#fail(error));
    this.#input = this.#open('input.wav', INPUT_SAMPLE_RATE_HZ);
    void queue.run(async () => undefined).then(() => this.#over || onBegun());
  }

  /** Of audio, also if it is not written yet. */
  get bytes(): number {
    return this.#bytes;
  }

  input(pcm: Int16Array): void {
    this.#bytes += pcm.byteLength;
    this.#input.append(pcm);
  }

  output(pcm: Int16Array, sampleRateHz: number): void {
    if (this.#output?.sampleRateHz !== sampleRateHz) {
      void this.#output?.close();
      const name = ++this.#outputs === 1 ? 'output.wav' : `output-${this.#outputs}.wav`;
      this.#output = this.#open(name, sampleRateHz);
    }
    this.#bytes += pcm.byteLength;
    this.#output.append(pcm);
  }

  /** Writes the rest and closes the files; a recording without any audio is deleted. All of it is in the queue at once. */
  async close(): Promise<void> {
    const closed = [this.#input.close(), this.#output?.close()];
    if (this.#bytes === 0) {
      const removed = this.options.queue.run(() => removeRecording(this.folder));
      closed.push(removed.catch(() => undefined));
    }
    await Promise.all(closed);
  }

  /** Closes the files, which are to be deleted. */
  async discard(): Promise<void> {
    this.#over = true;
    this.#bytes = 0;
    await Promise.all([this.#input.discard(), this.#output?.discard()]);
  }

  #open(name: string, sampleRateHz: number): WavFile {
    const { queue } = this.options;
    const path = join(this.folder, name);
    return new WavFile({ path, sampleRateHz, queue, onError: (error) => this.#fail(error) });
  }

  #fail(error: unknown): void {
    if (this.#over) return;
    this.#over = true;
    this.options.onError(error);
  }
}

/** Deletes a recording, and its user's folder if nothing else is in it. @throws the system's error */
export async function removeRecording(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await rmdir(dirname(folder)).catch(() => undefined);
}

/** @throws UnsafeFileError if another user could have put a folder there; the system's error if it cannot be made */
async function makeFolders([all, user, own]: RecordingFilesOptions['folders']): Promise<void> {
  await makeUnlinkedFolder(all);
  await makeUnlinkedFolder(user);
  const stats = await lstat(user);
  if (!isOwn(stats)) throw new UnsafeFileError(`${user} belongs to another user`);
  if (isOpenToOthers(stats)) await chmod(user, 0o700);
  await mkdir(own, { mode: 0o700 });
}

/** Makes the folder where it is missing, for its owner only. @throws UnsafeFileError for a link; the system's error */
export async function makeUnlinkedFolder(path: string): Promise<void> {
  await makeFolder(path);
  // Links are not followed: they may lead to a place that others can read.
  if ((await lstat(path)).isSymbolicLink()) throw new UnsafeFileError(`${path} is a link`);
}
