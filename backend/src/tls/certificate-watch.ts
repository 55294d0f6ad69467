import { stat } from 'node:fs/promises';
import { setInterval as ticks } from 'node:timers/promises';
import { describeForLog } from '../common/log/redact.js';
import type { TlsConfig } from '../config/dto/access.dto.js';
import { readCertificate, type Certificate } from './certificate.js';

/** Two calls to the system each time. */
const INTERVAL_MS = 2_000;

export interface CertificateWatchEvents {
  /** The files have changed, and fit together. Also called for the files as they are at the start. */
  onCertificate(certificate: Certificate): void;
  /** The files cannot be used. Called once for each problem; they are tried again until they can. */
  onProblem(problem: string): void;
}

/**
 * Watches the files of a certificate and its key. It looks at them at intervals, because the system's own notices miss what
 * certbot and Kubernetes do: they replace a link, or a folder above it.
 */
export class CertificateWatch {
  readonly #end = new AbortController();
  /** The state of the files that was read last. */
  #read: string | undefined;
  #used: Certificate | undefined;
  #problem: string | undefined;

  constructor(
    private readonly files: TlsConfig,
    private readonly events: CertificateWatchEvents,
    private readonly intervalMs = INTERVAL_MS,
  ) {}

  /** Looks at the files now and then at intervals. @returns when it has been stopped */
  async run(): Promise<void> {
    const { signal } = this.#end;
    try {
      await this.look();
      for await (const _ of ticks(this.intervalMs, undefined, { ref: false, signal })) await this.look();
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  stop(): void {
    this.#end.abort();
  }

  /** Looks at the files once. */
  async look(): Promise<void> {
    // Before the files are read: a change after that is seen the next time.
    const state = (await Promise.all([stateOf(this.files.cert), stateOf(this.files.key)])).join();
    if (state === this.#read || this.#end.signal.aborted) return;
    try {
      const certificate = await readCertificate(this.files);
      if (this.#end.signal.aborted) return;
      this.#read = state;
      this.#problem = undefined;
      // A file may have been read while it was written, and touching it changes its times alone.
      if (this.#used?.cert.equals(certificate.cert) && this.#used.key.equals(certificate.key)) return;
      this.#used = certificate;
      this.events.onCertificate(certificate);
    } catch (error) {
      this.#read = undefined;
      const problem = describeForLog(error);
      if (problem !== this.#problem) this.events.onProblem(problem);
      this.#problem = problem;
    }
  }
}

/** What changes with the content of a file, also if it is behind links. */
async function stateOf(file: string): Promise<string> {
  try {
    const { dev, ino, size, mtimeNs, ctimeNs } = await stat(file, { bigint: true });
    return [dev, ino, size, mtimeNs, ctimeNs].join(':');
  } catch (error) {
    return String((error as NodeJS.ErrnoException).code);
  }
}
