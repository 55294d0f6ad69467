import { reasonKey, versionMismatch, type ReloadReason } from '../version/reload-reason';
import type { SessionState } from '../session/state/session-state';

export interface ReloadWatchDeps {
  /** The version of the extension that runs. */
  version: string;
  /** The id of the build that runs; null if it has none, as in development. */
  runningBuild(): Promise<string | null>;
  /** The id of the build in the extension's folder; null while a build is under way. */
  buildOnDisk(): Promise<string | null>;
  /** The keys of the dismissed reasons: they are forgotten when the extension is loaded or the browser starts. */
  dismissed: { load(): Promise<string[]>; save(keys: string[]): Promise<void> };
  /** The page cannot be seen now: nothing is checked. */
  hidden(): boolean;
}

/** Soon enough after a build that takes several seconds. */
export const BUILD_CHECK_MS = 5_000;

/** The oldest dismissed reasons are shown again. */
const MAX_DISMISSED = 20;

/** Notices that the extension was rebuilt since it was loaded, and that its version is not the backend's. */
export class ReloadWatch {
  #rebuilt = $state.raw<ReloadReason | null>(null);
  #dismissed = $state.raw<string[]>([]);
  #runningBuild: string | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  /** Grows with every check: the result of an older one is discarded. */
  #epoch = 0;

  constructor(private readonly deps: ReloadWatchDeps) {}

  /** Looks for another build now and again until `stop`. */
  async start(): Promise<void> {
    [this.#dismissed, this.#runningBuild] = await Promise.all([
      this.deps.dismissed.load(),
      // Without an answer there is nothing to compare.
      this.deps.runningBuild().catch(() => null),
    ]);
    await this.check();
  }

  stop(): void {
    this.#epoch++;
    this.#runningBuild = null;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  /** Looks now. */
  async check(): Promise<void> {
    const running = this.#runningBuild;
    if (running === null) return;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const epoch = ++this.#epoch;
    if (!this.deps.hidden()) {
      const buildId = await this.deps.buildOnDisk();
      if (epoch !== this.#epoch) return;
      if (buildId !== null) this.#rebuilt = buildId === running ? null : { kind: 'rebuilt', buildId };
    }
    this.#timer = setTimeout(() => void this.check(), BUILD_CHECK_MS);
  }

  /** @returns why to reload now, or null. A new build comes first: with it, the versions may be the same. */
  reason({ connection, backendVersion }: SessionState): ReloadReason | null {
    const mismatch = connection === 'open' ? versionMismatch(this.deps.version, backendVersion) : null;
    const isShown = (reason: ReloadReason | null): reason is ReloadReason =>
      reason !== null && !this.#dismissed.includes(reasonKey(reason));
    return [this.#rebuilt, mismatch].find(isShown) ?? null;
  }

  dismiss(reason: ReloadReason): void {
    this.#dismissed = [...this.#dismissed, reasonKey(reason)].slice(-MAX_DISMISSED);
    void this.deps.dismissed.save(this.#dismissed);
  }
}
