import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { systemClock } from '../common/clock/clock.js';
import { diskProblem } from '../common/files/disk-problem.js';
import { identityName } from '../common/files/identity-name.js';
import { DiskQueue } from './disk-queue.js';
import { makeUnlinkedFolder, RecordingFiles } from './recording-files.js';
import { MODULE_OPTIONS_TOKEN, type RecordingModuleOptions } from './recording.module-definition.js';
import { recordingName } from './recording-name.js';
import { recordingProblem, SlowDiskError } from './recording-problem.js';
import { Recording, type NewFiles, type RecordingHost } from './recording.js';
import { sweep, UNNAMED } from './recordings-sweep.js';

const BYTES_PER_MEGABYTE = 1_000_000;
const DAY_MS = 24 * 3_600_000;

/** A timeout stands still while the computer sleeps, so a daily one could come days late. */
const SWEEP_MS = 3_600_000;

/** Of all recordings together: 100 calls fill it in five seconds if the disk takes nothing. */
const MAX_WAITING_BYTES = 16 * BYTES_PER_MEGABYTE;

/** A disk that hangs must not keep the backend from starting, or from stopping in its 5 s. */
const MAX_START_MS = 1_000;
const MAX_STOP_MS = 2_000;

/** Keeps the recordings of the calls: begins them, limits them, and deletes them when they expire or the user wants it. */
@Injectable()
export class RecordingService implements RecordingHost, OnModuleInit, OnApplicationShutdown {
  readonly #logger = new Logger('Recording');
  readonly #queue = new DiskQueue();
  /** Those that are being written, also for a moment after their end. */
  readonly #open = new Map<RecordingFiles, Recording>();
  /** Of those that are open, and of all others in the folder. */
  #openBytes = 0;
  #closedBytes = 0;
  /** What is being deleted because its user wants it forgotten. */
  readonly #removals = new Map<string, Promise<string | undefined>>();
  #works = false;
  #reported: string | undefined;
  #sweeping: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(@Inject(MODULE_OPTIONS_TOKEN) private readonly options: RecordingModuleOptions) {}

  get enabled(): boolean {
    return this.options.enabled && this.options.folder !== undefined;
  }

  get works(): boolean {
    return this.#works;
  }

  get maxBytes(): number {
    return this.options.maxMegabytes * BYTES_PER_MEGABYTE;
  }

  get keptMs(): number {
    return this.options.days * DAY_MS;
  }

  wallTimeMs(): number {
    return systemClock.wallTimeMs();
  }

  /** Looks whether recordings can be written, and deletes what has expired. */
  async onModuleInit(): Promise<void> {
    if (this.options.folder === undefined) return;
    this.#timer = setInterval(() => void this.sweep(), SWEEP_MS).unref();
    void this.sweep();
    if (this.enabled) await Promise.race([this.#try(), pause(MAX_START_MS, undefined, { ref: false })]);
  }

  /** Waits until the recordings are written. */
  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    for (const recording of this.#running) void recording.end();
    await Promise.race([this.#queue.settled(), pause(MAX_STOP_MS, undefined, { ref: false })]);
  }

  /**
   * @param identity of the client; without one, only what its session has recorded can be forgotten
   * @returns the recording of a session that has not started
   */
  of(identity: string | undefined): Recording {
    return new Recording(identity === undefined ? UNNAMED : identityName(identity), this);
  }

  open(recording: Recording, { startedAt, sessionId, onBegun, onError }: NewFiles): RecordingFiles {
    const folder = this.#folder;
    const user = join(folder, recording.user);
    const files = new RecordingFiles({
      folders: [folder, user, join(user, recordingName(startedAt, sessionId))],
      queue: this.#queue,
      onBegun: () => {
        this.#worksAgain();
        onBegun();
      },
      onError,
    });
    this.#open.set(files, recording);
    return files;
  }

  async close(files: RecordingFiles): Promise<void> {
    await files.close();
    this.#open.delete(files);
    this.#openBytes -= files.bytes;
    this.#closedBytes += files.bytes;
  }

  discard(files: RecordingFiles): void {
    this.#open.delete(files);
    this.#openBytes -= files.bytes;
    void files.discard();
  }

  count(bytes: number): void {
    if (this.#queue.waitingBytes > MAX_WAITING_BYTES) throw new SlowDiskError();
    this.#openBytes += bytes;
    if (this.#openBytes + this.#closedBytes > this.#maxTotalBytes) void this.sweep();
  }

  reportError(error: unknown): void {
    this.#works = false;
    this.#warn(`Calls are not recorded, because ${recordingProblem(error, this.#folder)}.`);
  }

  reportLimit(folder: string): void {
    const { maxMegabytes } = this.options;
    this.#logger.warn(
      `The recording ${folder} ends, because it has ${maxMegabytes} MB: recording.maxMegabytes allows more.`,
    );
  }

  forget(recording: Recording): Promise<string | undefined> {
    const { user } = recording;
    const same = user === UNNAMED ? [recording] : this.#running.filter((other) => other.user === user);
    const running = same.filter(({ isRunning }) => isRunning);
    const path = user === UNNAMED ? recording.folder : join(this.#folder, user);
    if (path === undefined || this.options.folder === undefined) return Promise.resolve(undefined);
    // All sessions of the user ask for it at once.
    const asked = this.#removals.get(path);
    if (asked && running.every(({ isEmpty }) => isEmpty)) return asked;
    for (const other of running) other.discard();
    const removal = this.#remove(path).finally(() => {
      if (this.#removals.get(path) === removal) this.#removals.delete(path);
    });
    this.#removals.set(path, removal);
    for (const other of running) other.beginAnew();
    return removal;
  }

  /** Deletes what has expired or is too much. If that is not enough, the running recordings end. */
  sweep(): Promise<void> {
    return (this.#sweeping ??= this.#sweep().finally(() => (this.#sweeping = undefined)));
  }

  /** @returns why it cannot be deleted, as a clause for the user */
  async #remove(path: string): Promise<string | undefined> {
    try {
      await this.#queue.run(() => rm(path, { recursive: true, force: true }));
      return undefined;
    } catch (error) {
      this.#warn(`The recordings in ${path} cannot be deleted (${codeOf(error)}): delete them yourself.`);
      return diskProblem(error as NodeJS.ErrnoException);
    } finally {
      void this.sweep();
    }
  }

  async #sweep(): Promise<void> {
    const folder = this.#folder;
    const before = [...this.#open.keys()];
    const open = new Set(before.map((files) => files.folder));
    const { bytes, error } = await sweep({
      folder,
      queue: this.#queue,
      expired: this.wallTimeMs() - this.keptMs,
      maxBytes: this.#maxTotalBytes,
      openBytes: this.#openBytes,
      isOpen: (path) => open.has(path) || [...this.#open.keys()].some((files) => files.folder === path),
    });
    const closedMeanwhile = before.filter((files) => !this.#open.has(files));
    this.#closedBytes = closedMeanwhile.reduce((sum, files) => sum + files.bytes, bytes);
    if (error)
      this.#warn(`Old recordings in ${folder} cannot be deleted (${codeOf(error)}): delete them yourself.`);
    if (this.#openBytes + this.#closedBytes <= this.#maxTotalBytes) return;
    this.#warn(
      `Calls are not recorded, because all recordings together have ${this.options.maxTotalMegabytes} MB: recording.maxTotalMegabytes allows more.`,
    );
    for (const recording of this.#running) void recording.end();
  }

  /** Asked for only where there is one. */
  get #folder(): string {
    return this.options.folder ?? '';
  }

  get #maxTotalBytes(): number {
    return this.options.maxTotalMegabytes * BYTES_PER_MEGABYTE;
  }

  get #running(): Recording[] {
    return [...new Set(this.#open.values())].filter(({ isRunning }) => isRunning);
  }

  async #try(): Promise<void> {
    const folder = this.#folder;
    const file = join(folder, '.writable');
    try {
      await this.#queue.run(async () => {
        await makeUnlinkedFolder(folder);
        await rm(file, { force: true });
        await writeFile(file, 'yes', { flag: 'wx', mode: 0o600 });
        await rm(file);
      });
      this.#worksAgain();
    } catch (error) {
      this.reportError(error);
    }
  }

  #worksAgain(): void {
    this.#works = true;
    this.#reported = undefined;
  }

  /** Says what is wrong once, until recordings can be written again. */
  #warn(problem: string): void {
    if (problem === this.#reported) return;
    this.#reported = problem;
    this.#logger.warn(problem);
  }
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? 'unknown error';
