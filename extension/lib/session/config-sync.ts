import type { ClientCommands } from '#protocol';

type Config = ClientCommands['update_config'] & Record<string, unknown>;

/** A slider that is being moved says so far more often than anybody could hear it. */
export const MIN_INTERVAL_MS = 150;

/**
 * Keeps the session's configuration as it was set: what changed goes out at once, and seldom enough. What is wanted no
 * more is taken back with null: then it is as the backend is configured.
 */
export class ConfigSync {
  #wanted: Config = {};
  #sent: Config = {};
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(private readonly send: (config: Config) => void) {}

  /** Effective at once in a running session; where it is moved on and on, a few times a second. */
  set(config: Config): void {
    this.#wanted = config;
    if (this.#timer === null) this.#sendChanges();
  }

  /** A single choice, which what follows relies on: never held back. */
  setNow(config: Config): void {
    this.#wanted = config;
    this.#sendChanges();
  }

  /** A session began or came back: it is told everything, also what was taken back meanwhile. */
  restart(config: Config): void {
    const known = Object.keys(this.#sent).map((name) => [name, null]);
    this.#wanted = { ...Object.fromEntries(known), ...config };
    this.#sent = {};
    this.#sendChanges();
  }

  #sendChanges(): void {
    const names = Object.keys({ ...this.#sent, ...this.#wanted });
    const entries = names.map((name) => [name, this.#wanted[name] ?? null] as const);
    const changes = Object.fromEntries(entries.filter(([name, value]) => this.#sent[name] !== value));
    if (Object.keys(changes).length === 0) return;
    this.#sent = { ...this.#sent, ...changes };
    this.send(changes);
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#sendChanges();
    }, MIN_INTERVAL_MS);
  }
}
