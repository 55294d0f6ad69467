import type { RecordingFiles } from './recording-files.js';

/** Files that are opened. */
export interface NewFiles {
  sessionId: string;
  startedAt: number;
  /** They can be written. */
  onBegun(): void;
  /** They cannot be written any more. Called once. */
  onError(error: unknown): void;
}

/** What a recording needs of the service that keeps all of them. */
export interface RecordingHost {
  readonly enabled: boolean;
  /** Whether the last attempt to write succeeded. */
  readonly works: boolean;
  /** Of one recording, both sides together. */
  readonly maxBytes: number;
  readonly keptMs: number;
  wallTimeMs(): number;
  open(recording: Recording, files: NewFiles): RecordingFiles;
  /** Resolves when everything is written. */
  close(files: RecordingFiles): Promise<void>;
  discard(files: RecordingFiles): void;
  /** Counts what is written next. @throws Error if too much waits to be written */
  count(bytes: number): void;
  /** Tells the person who runs the backend. */
  reportError(error: unknown): void;
  reportLimit(folder: string): void;
  /** Deletes what is recorded of that user. @returns why it cannot be deleted, as a clause for the user */
  forget(recording: Recording): Promise<string | undefined>;
}

/**
 * The recording of one session, over all its connections. It ends with the session, at its limit, and when it cannot be written:
 * the session goes on.
 */
export class Recording {
  #on = false;
  #session: { id: string; onChange(): void } | undefined;
  #files: RecordingFiles | undefined;
  #folder: string | undefined;
  #startedAt = 0;
  /** Resolves when what has ended is written. */
  #written: Promise<void> | undefined;

  /** @param user the folder's name of the user */
  constructor(
    readonly user: string,
    private readonly host: RecordingHost,
  ) {}

  /** Whether what is said now is recorded. */
  get on(): boolean {
    return this.#on;
  }

  /** When what is recorded now is deleted, in epoch milliseconds of the wall clock. */
  get expiresAt(): number {
    return this.#startedAt + this.host.keptMs;
  }

  /** Where it was written last. */
  get folder(): string | undefined {
    return this.#folder;
  }

  /** Whether files are open, or about to be. */
  get isRunning(): boolean {
    return this.#files !== undefined;
  }

  /** Whether nothing is recorded in the files that are open. */
  get isEmpty(): boolean {
    return (this.#files?.bytes ?? 0) === 0;
  }

  /**
   * The session has started: from now on `on` says whether it is recorded.
   * @param onChange is called whenever `on` or `expiresAt` changes later
   */
  start(sessionId: string, onChange: () => void): void {
    if (!this.host.enabled) return;
    this.#on = this.host.works;
    this.#session = { id: sessionId, onChange };
    this.#begin();
  }

  /** Opens new files for a session that has started. */
  #begin(): void {
    if (!this.#session) return;
    this.#startedAt = this.host.wallTimeMs();
    this.#files = this.host.open(this, {
      sessionId: this.#session.id,
      startedAt: this.#startedAt,
      onBegun: () => this.#set(this.isRunning),
      onError: (error) => this.#fail(error),
    });
    this.#folder = this.#files.folder;
  }

  /** Opens new files in place of those that were deleted; what comes now expires later. */
  beginAnew(): void {
    this.#begin();
    if (this.#on) this.#session?.onChange();
  }

  /** @param pcm 16 kHz mono, as it came from the client */
  input(pcm: Int16Array): void {
    this.#write(pcm, (files, part) => files.input(part));
  }

  /** @param pcm mono, as it is sent to the client */
  output(pcm: Int16Array, sampleRateHz: number): void {
    this.#write(pcm, (files, part) => files.output(part, sampleRateHz));
  }

  /**
   * Deletes everything that is recorded of this user, this session so far too. A session that is recorded goes on being so.
   * @returns why it cannot be deleted, as a clause for the user
   */
  forget(): Promise<string | undefined> {
    return this.host.forget(this);
  }

  /** Closes the files, which are deleted. */
  discard(): void {
    if (this.#files) this.host.discard(this.#files);
    this.#files = undefined;
  }

  /** Ends it while the session goes on. Resolves when everything is written. */
  async end(): Promise<void> {
    if (this.#files) this.#written = this.host.close(this.#files);
    this.#files = undefined;
    this.#set(false);
    await this.#written;
  }

  /** The session has ended. Idempotent. Resolves when everything is written. */
  async close(): Promise<void> {
    this.#session = undefined;
    await this.end();
  }

  #write(pcm: Int16Array, write: (files: RecordingFiles, part: Int16Array) => void): void {
    const files = this.#files;
    if (!this.#on || !files) return;
    const room = Math.floor((this.host.maxBytes - files.bytes) / pcm.BYTES_PER_ELEMENT);
    const part = pcm.subarray(0, room);
    try {
      this.host.count(part.byteLength);
    } catch (error) {
      return this.#fail(error);
    }
    write(files, part);
    if (pcm.length < room) return;
    this.host.reportLimit(files.folder);
    void this.end();
  }

  #fail(error: unknown): void {
    this.host.reportError(error);
    void this.end();
  }

  #set(on: boolean): void {
    if (on === this.#on) return;
    this.#on = on;
    this.#session?.onChange();
  }
}
