import type { HandshakePeer } from './handshake/handshake.js';

/** Between two lines of the log. */
const SUMMARY_MS = 60_000;

/** Each page names its own origin, so there may be any number of reasons. */
const MAX_REASONS = 5;
/** An origin may be as long as all headers. */
const MAX_REASON_CHARS = 200;

/** Logs the first refusal at once, and sums up those of the following minutes: a web page may cause thousands. */
export class RefusalLog {
  readonly #counts = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;

  /** @param what is refused */
  constructor(
    private readonly warn: (line: string) => void,
    private readonly what: 'connection' | 'request' = 'connection',
  ) {}

  /** @param error as the client gets it: what follows its first sentence is what the client's user can do */
  addClient(client: HandshakePeer, error: string): void {
    this.add(`${nameOf(client)}: ${error.split('. ')[0]!}`);
  }

  /** @param reason a clause */
  add(reason: string): void {
    const short = reason.slice(0, MAX_REASON_CHARS);
    if (!this.#timer) {
      this.warn(`Refused a ${this.what}: ${short}`);
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
    this.warn(`Refused ${total} more ${this.what}${total === 1 ? '' : 's'} within a minute: ${reasons}`);
    this.#counts.clear();
    this.#timer = setTimeout(() => this.#sumUp(), SUMMARY_MS).unref();
  }
}

/** For the log. */
export const nameOf = ({ origin, lockAddress = 'this computer' }: HandshakePeer): string =>
  `${origin || 'a program'} on ${lockAddress}`;
