/**
 * The part of WASI (preview 1) that flite uses, in memory: its arguments, and one file that it can write. flite can read
 * no file and has no access to the machine.
 *
 * Workers also load it as TypeScript source, so it uses erasable syntax only.
 */

const ERRNO = { success: 0, badf: 8, nfile: 41, spipe: 70 } as const;
const FILETYPE = { characterDevice: 2, directory: 3, regularFile: 4 } as const;
const ROOT_FD = 3;
const FILE_FD = 4;
const MAX_TEXT_CHARS = 4_096;
const ALL_RIGHTS = 0xffff_ffff_ffff_ffffn;

/** Keeps its buffer from run to run, so that a phrase leaves no garbage. */
class MemoryFile {
  isOpen = false;
  position = 0;
  length = 0;
  #bytes = new Uint8Array(256 * 1024);

  open(): void {
    this.isOpen = true;
    this.position = 0;
    this.length = 0;
  }

  write(data: Uint8Array): void {
    const end = this.position + data.length;
    if (end > this.#bytes.length) {
      const larger = new Uint8Array(end * 2);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#bytes.set(data, this.position);
    this.position = end;
    this.length = Math.max(this.length, end);
  }

  contents(): Uint8Array<ArrayBuffer> {
    return this.#bytes.subarray(0, this.length);
  }
}

export class WasiHost {
  /** The program's standard error, up to `MAX_TEXT_CHARS` and the write that exceeds it. */
  stderr = '';
  /** Its standard output, with the same limit. */
  stdout = '';
  #args: Uint8Array[] = [];
  #memory: WebAssembly.Memory | undefined;
  readonly #file = new MemoryFile();

  /** Prepares for a run. */
  begin(memory: WebAssembly.Memory, args: readonly string[]): void {
    this.#memory = memory;
    this.stderr = '';
    this.stdout = '';
    this.#file.isOpen = false;
    this.#file.length = 0;
    this.#args = args.map((arg) => new TextEncoder().encode(`${arg}\0`));
  }

  /** The file that the program wrote; valid until the next run. */
  output(): Uint8Array<ArrayBuffer> {
    return this.#file.contents();
  }

  readonly imports = {
    args_sizes_get: (count: number, size: number) => {
      this.#view.setUint32(count, this.#args.length, true);
      this.#view.setUint32(
        size,
        this.#args.reduce((sum, arg) => sum + arg.length, 0),
        true,
      );
      return ERRNO.success;
    },
    args_get: (pointers: number, buffer: number) => {
      for (const arg of this.#args) {
        this.#view.setUint32(pointers, buffer, true);
        this.#bytes.set(arg, buffer);
        pointers += 4;
        buffer += arg.length;
      }
      return ERRNO.success;
    },
    clock_time_get: (_clock: number, _precision: bigint, time: number) => {
      this.#view.setBigUint64(time, BigInt(Math.round(performance.now() * 1e6)), true);
      return ERRNO.success;
    },
    fd_close: (fd: number) => {
      if (!this.#isFile(fd)) return ERRNO.badf;
      this.#file.isOpen = false;
      return ERRNO.success;
    },
    fd_fdstat_get: (fd: number, stat: number) => {
      this.#bytes.fill(0, stat, stat + 24);
      const isFile = this.#isFile(fd);
      const type = isFile
        ? FILETYPE.regularFile
        : fd === ROOT_FD
          ? FILETYPE.directory
          : FILETYPE.characterDevice;
      this.#view.setUint8(stat, type);
      this.#view.setBigUint64(stat + 8, ALL_RIGHTS, true);
      this.#view.setBigUint64(stat + 16, ALL_RIGHTS, true);
      return ERRNO.success;
    },
    fd_fdstat_set_flags: () => ERRNO.success,
    fd_prestat_get: (fd: number, prestat: number) => {
      if (fd !== ROOT_FD) return ERRNO.badf;
      this.#view.setUint32(prestat, 0, true);
      this.#view.setUint32(prestat + 4, 1, true);
      return ERRNO.success;
    },
    fd_prestat_dir_name: (_fd: number, path: number) => {
      this.#bytes[path] = '/'.charCodeAt(0);
      return ERRNO.success;
    },
    fd_read: () => ERRNO.badf,
    fd_seek: (fd: number, offset: bigint, whence: number, result: number) => {
      if (!this.#isFile(fd)) return ERRNO.spipe;
      const file = this.#file;
      const from = whence === 0 ? 0 : whence === 1 ? file.position : file.length;
      file.position = from + Number(offset);
      this.#view.setBigUint64(result, BigInt(file.position), true);
      return ERRNO.success;
    },
    fd_write: (fd: number, vectors: number, count: number, written: number) => {
      let total = 0;
      for (let i = 0; i < count; i++) {
        const start = this.#view.getUint32(vectors + i * 8, true);
        const length = this.#view.getUint32(vectors + i * 8 + 4, true);
        this.#write(fd, this.#bytes.subarray(start, start + length));
        total += length;
      }
      this.#view.setUint32(written, total, true);
      return ERRNO.success;
    },
    path_open: (...args: number[]) => {
      if (this.#file.isOpen) return ERRNO.nfile;
      this.#file.open();
      this.#view.setUint32(args[8]!, FILE_FD, true);
      return ERRNO.success;
    },
    proc_exit: (code: number) => {
      // flite calls it only for failures: after a success it returns.
      throw new Error(`exit code ${code}`);
    },
  };

  #write(fd: number, data: Uint8Array): void {
    if (this.#isFile(fd)) this.#file.write(data);
    else if (fd === 1 && this.stdout.length < MAX_TEXT_CHARS) this.stdout += new TextDecoder().decode(data);
    else if (fd === 2 && this.stderr.length < MAX_TEXT_CHARS) this.stderr += new TextDecoder().decode(data);
  }

  #isFile(fd: number): boolean {
    return fd === FILE_FD && this.#file.isOpen;
  }

  // Created for each use: when the program's memory grows, its old buffer is detached.
  get #view(): DataView {
    return new DataView(this.#memory!.buffer);
  }

  get #bytes(): Uint8Array {
    return new Uint8Array(this.#memory!.buffer);
  }
}
