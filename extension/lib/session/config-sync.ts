import type { ClientCommands } from '#protocol';

type Config = ClientCommands['update_config'] & Record<string, unknown>;

/** A slider that is moved changes far more often than its effect can be heard. */
export const MIN_INTERVAL_MS = 150;

/**
 * Keeps the session's configuration in step with the settings: sends the changed fields, at most one message per
 * interval. A field that is no longer set is sent as null: the backend's own configuration applies again.
 */
export class ConfigSync {
  #wanted: Config = {};
  #sent: Config = {};
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(private readonly send: (config: Config) => void) {}

  /** Sends the changes at once, or at the end of the current interval. */
  set(config: Config): void {
    this.#wanted = config;
    if (this.#timer === null) this.#sendChanges();
  }

  /** Sends the changes at once: later messages depend on them. */
  setNow(config: Config): void {
    this.#wanted = config;
    this.#sendChanges();
  }

  /** A session began or was resumed: sends every field, and null for those unset meanwhile. */
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
