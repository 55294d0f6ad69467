/** Between two lines of the log about refused connections. */
const SUMMARY_MS = 60_000;

/** Each page names its own origin, so there may be any number of reasons. */
const MAX_REASONS = 5;
/** An origin may be as long as all headers. */
const MAX_REASON_CHARS = 200;

/** Logs the first refused connection at once, and sums up those of the following minutes: a web page may cause thousands. */
export class RefusalLog {
  readonly #counts = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly warn: (line: string) => void) {}

  /** @param reason a clause */
  add(reason: string): void {
    const short = reason.slice(0, MAX_REASON_CHARS);
    if (!this.#timer) {
      this.warn(`Refused a connection: ${short}`);
      this.#timer = setTimeout(() => this.#sumUp(), SUMMARY_MS).unref();
      return;
    }
    const isListed = this.#counts.has(short) || this.#counts.size < MAX_REASONS;
    const key = isListed ? short : 'other reasons';
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }

  #sumUp(): void {
    this.#timer = undefined;
    if (this.#counts.size === 0) return;
    const counts = [...this.#counts].sort(([, a], [, b]) => b - a);
    const total = counts.reduce((sum, [, count]) => sum + count, 0);
    const reasons = counts.map(([reason, count]) => `${reason} (${count})`).join('; ');
    this.warn(
      `Refused ${total} more ${total === 1 ? 'connection' : 'connections'} within a minute: ${reasons}`,
    );
    this.#counts.clear();
    this.#timer = setTimeout(() => this.#sumUp(), SUMMARY_MS).unref();
  }
}
