import { lstatSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { withFileLock } from '../../common/files/file-lock.js';
import { makePrivateFolder, readOwnFile, UnsafeFileError } from '../../common/files/private-file.js';

/** Ten times what the limits of the lists allow. */
const MAX_BYTES = 512 * 1024;

/** Gets a sentence for the person who runs the backend or the command. */
export type Report = (problem: string) => void;

export interface CredentialFileOptions<Value> {
  /** Without one the value is only in memory. */
  path: string | undefined;
  /** What a missing file stands for. */
  empty: Value;
  /** @returns undefined if the text is damaged */
  parse(text: string): Value | undefined;
  print(value: Value): string;
  report: Report;
}

/**
 * A file of credentials that several processes read and write: it is read again when it has changed, and always written whole.
 * While it is damaged, or another user could have written it, what it holds is not valid.
 */
export class CredentialFile<Value> {
  #value: Value;
  #state: 'good' | 'damaged' | 'unsafe' = 'good';
  /** The file's stamp when it was last read or written. */
  #stamp: string | undefined;
  /** Whether it was reported that the last change is only in memory. */
  #isReported = false;

  constructor(private readonly options: CredentialFileOptions<Value>) {
    this.#value = options.empty;
  }

  read(): Value {
    const { path } = this.options;
    const stamp = fileStamp(path);
    if (path !== undefined && stamp !== this.#stamp) {
      this.#stamp = stamp;
      this.#state = 'good';
      this.#value = (stamp === undefined ? undefined : this.#load(path)) ?? this.options.empty;
    }
    return this.#value;
  }

  /**
   * Writes what `change` makes of the newest value, or removes the file if that is undefined. What cannot be written is kept in
   * memory, and reported.
   * @returns whether the file holds it now
   */
  update(change: (value: Value) => Value | undefined): boolean {
    const { path } = this.options;
    if (path === undefined) return this.#change(change);
    try {
      makePrivateFolder(dirname(path));
    } catch {
      // Writing the file fails, too, and says why.
    }
    return withFileLock(path, () => this.#change(change, path));
  }

  #change(change: (value: Value) => Value | undefined, path?: string): boolean {
    const next = change(this.read());
    const isWritten = path !== undefined && this.#write(path, next);
    this.#value = next ?? this.options.empty;
    this.#stamp = fileStamp(path);
    return isWritten;
  }

  #load(path: string): Value | undefined {
    const unused = `What is in ${path} is not used, because the file`;
    try {
      const { text, isOpen } = readOwnFile(path, MAX_BYTES);
      const value = this.options.parse(text);
      if (value === undefined) {
        this.#state = 'damaged';
        this.options.report(`${unused} is damaged.`);
      } else if (isOpen) {
        this.options.report(`Other users of this computer may read or write ${path}: chmod 600 ${path}`);
      }
      return value;
    } catch (error) {
      this.#state = 'unsafe';
      const why = error instanceof UnsafeFileError ? error.message : `cannot be read (${codeOf(error)})`;
      this.options.report(`${unused} ${why}.`);
      return undefined;
    }
  }

  #write(path: string, next: Value | undefined): boolean {
    try {
      if (this.#state === 'unsafe') throw new UnsafeFileError();
      if (this.#state === 'damaged') renameSync(path, `${path}.damaged`);
      if (next === undefined) rmSync(path, { force: true });
      else writeFileAtomic.sync(path, `${this.options.print(next)}\n`, { mode: 0o600 });
      this.#state = 'good';
      this.#isReported = false;
      return true;
    } catch (error) {
      const why = error instanceof UnsafeFileError ? '' : ` (${codeOf(error)})`;
      const lost = 'so what it should hold is lost when this program ends';
      if (!this.#isReported) this.options.report(`${path} cannot be written${why}, ${lost}.`);
      this.#isReported = true;
      return false;
    }
  }
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? 'unknown error';

/** @returns what changes whenever the file does; undefined if there is none */
export function fileStamp(path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  try {
    const stats = lstatSync(path, { throwIfNoEntry: false });
    return stats && [stats.ino, stats.size, stats.mode, stats.mtimeMs, stats.ctimeMs].join(' ');
  } catch (error) {
    return codeOf(error);
  }
}
