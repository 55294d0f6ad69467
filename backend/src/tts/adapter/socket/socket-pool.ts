/** A connection for the speech of answers. */
export interface PooledSocket {
  /** Whether it accepts answers: false once it begins to close. */
  readonly isOpen: boolean;
  /** Idempotent. */
  close(): void;
  /** @param listener called once when it closes, or at once if it is closed */
  onClosed(listener: () => void): void;
}

/** A place for one answer on a connection. */
export interface Lease<Socket> {
  readonly socket: Socket;
  /** Idempotent. */
  release(): void;
}

export interface SocketPoolLimits {
  /** The most answers on one connection at a time. */
  answersPerSocket: number;
  /** The most idle connections that are kept, for all keys together. */
  idleSockets: number;
  /** An idle connection is closed after this time, before the vendor closes it. */
  idleMs: number;
}

interface Entry<Socket> {
  key: string;
  socket: Promise<Socket>;
  open: Socket | undefined;
  answers: number;
  idleTimer: NodeJS.Timeout | undefined;
}

/** The connections to one vendor. Idle ones are kept, so that the next answer need not wait for a handshake. */
export class SocketPool<Socket extends PooledSocket> {
  /** Least recently used first. */
  readonly #entries: Entry<Socket>[] = [];
  readonly #closing = new AbortController();

  constructor(private readonly limits: SocketPoolLimits) {}

  /**
   * Gets a place on a connection with this key, and opens one if none has room.
   * @param open opens a connection; has a timeout of its own, and ends when the signal aborts
   * @throws what `open` throws
   */
  async lease(key: string, open: (signal: AbortSignal) => Promise<Socket>): Promise<Lease<Socket>> {
    const entry =
      this.#entries.find(
        (one) => one.key === key && one.answers < this.limits.answersPerSocket && one.open?.isOpen !== false,
      ) ?? this.#open(key, open);
    entry.answers++;
    clearTimeout(entry.idleTimer);
    let released = false;
    const release = () => {
      if (released) return;
      released = true;
      if (--entry.answers === 0) this.#onIdle(entry);
    };
    try {
      return { socket: await entry.socket, release };
    } catch (error) {
      release();
      throw error;
    }
  }

  hasOpen(key: string): boolean {
    return this.#entries.some((entry) => entry.key === key && entry.open?.isOpen);
  }

  /** Closes all connections, also those in use. Idempotent; the pool opens none afterwards. */
  close(): void {
    this.#closing.abort();
    for (const entry of [...this.#entries]) this.#drop(entry);
  }

  #open(key: string, open: (signal: AbortSignal) => Promise<Socket>): Entry<Socket> {
    const entry: Entry<Socket> = {
      key,
      socket: open(this.#closing.signal),
      open: undefined,
      answers: 0,
      idleTimer: undefined,
    };
    this.#entries.push(entry);
    entry.socket.then(
      (socket) => {
        entry.open = socket;
        socket.onClosed(() => this.#forget(entry));
        if (this.#closing.signal.aborted) socket.close();
      },
      () => this.#forget(entry),
    );
    return entry;
  }

  #onIdle(entry: Entry<Socket>): void {
    const at = this.#entries.indexOf(entry);
    if (at < 0) return;
    this.#entries.splice(at, 1);
    this.#entries.push(entry);
    entry.idleTimer = setTimeout(() => this.#drop(entry), this.limits.idleMs).unref();
    const idle = this.#entries.filter(({ answers }) => answers === 0);
    for (const oldest of idle.slice(0, Math.max(0, idle.length - this.limits.idleSockets)))
      this.#drop(oldest);
  }

  #drop(entry: Entry<Socket>): void {
    this.#forget(entry);
    entry.open?.close();
    // A connection that is being opened is closed once it is open.
    if (!entry.open) entry.socket.then((socket) => socket.close()).catch(() => undefined);
  }

  #forget(entry: Entry<Socket>): void {
    clearTimeout(entry.idleTimer);
    const at = this.#entries.indexOf(entry);
    if (at >= 0) this.#entries.splice(at, 1);
  }
}
