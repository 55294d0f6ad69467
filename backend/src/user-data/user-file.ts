import { rm } from 'node:fs/promises';
import { readFileSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import writeFileAtomic from 'write-file-atomic';
import { diskProblem } from '../common/files/disk-problem.js';
import { makeFolder } from '../common/files/make-folder.js';
import { readSavedUser, SavedUser } from './saved-user.js';

/** Ten times what the limits of the records allow. */
const MAX_BYTES = 4 * 1024 * 1024;

/** Between two writes of a file. */
const PAUSE_MS = 100;

/** One user's file. It is written as soon as something changes, one write at a time, and always whole. */
export class UserFile {
  #next: (() => SavedUser) | 'remove' | undefined;
  #writing: Promise<void> | undefined;
  #problem: string | undefined;
  /** A file that cannot be read is not replaced. */
  #unreadable = false;

  /** @param log gets a sentence for the person who runs the backend */
  constructor(
    private readonly path: string,
    private readonly log: (problem: string) => void,
  ) {}

  /** Whether something is still to be written. */
  get writing(): boolean {
    return this.#writing !== undefined;
  }

  /** Reads the file; one that is damaged is kept aside. @returns an empty record if there is none */
  read(): SavedUser {
    try {
      const saved =
        statSync(this.path).size > MAX_BYTES ? undefined : readSavedUser(readFileSync(this.path, 'utf8'));
      if (saved) return saved;
      const aside = `${this.path}.damaged`;
      renameSync(this.path, aside);
      this.log(`The file ${this.path} is damaged, or of a newer version of Earshot. It is now ${aside}.`);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT') return new SavedUser();
      this.#unreadable = true;
      this.#fail(error as NodeJS.ErrnoException, 'read');
    }
    return new SavedUser();
  }

  /** Writes what `current` returns when its turn comes. */
  write(current: () => SavedUser): void {
    this.#next = current;
    this.#writing ??= this.#work();
  }

  /** Removes the file and what was kept aside. */
  remove(): void {
    this.#next = 'remove';
    this.#writing ??= this.#work();
  }

  /** Waits until everything is written. @returns why that is not possible, as a clause for the user */
  async settled(): Promise<string | undefined> {
    await this.#writing;
    return this.#problem;
  }

  async #work(): Promise<void> {
    for (let next; (next = this.#next);) {
      this.#next = undefined;
      await this.#carryOut(next);
      if (this.#next) await pause(PAUSE_MS);
    }
    this.#writing = undefined;
  }

  async #carryOut(next: (() => SavedUser) | 'remove'): Promise<void> {
    if (this.#unreadable) return;
    try {
      if (next === 'remove') {
        for (const file of [this.path, `${this.path}.damaged`]) await rm(file, { force: true });
      } else {
        await makeFolder(dirname(this.path));
        await writeFileAtomic(this.path, JSON.stringify(next()), { mode: 0o600 });
      }
      this.#problem = undefined;
    } catch (error) {
      this.#fail(error as NodeJS.ErrnoException, next === 'remove' ? 'removed' : 'written');
    }
  }

  #fail(error: NodeJS.ErrnoException, done: string): void {
    const { code = 'unknown error' } = error;
    if (this.#problem === undefined)
      this.log(`The file ${this.path} cannot be ${done} (${code}). Its user's data is only in memory.`);
    this.#problem = diskProblem(error);
  }
}
