import { EventEmitter } from 'node:events';
import { vi } from 'vitest';

type OnTaken = () => void;

/** A WebSocket whose peer reads at once, or not at all. */
export class FakeWebSocket extends EventEmitter {
  readonly OPEN = 1;
  readyState = 1;
  bufferedAmount = 0;
  /** Whether the peer reads what is sent. */
  reads = true;
  /** Called on each ping. */
  onPing = () => {};
  readonly ping = vi.fn((_data: unknown, _mask: unknown, onTaken?: OnTaken) => {
    this.#sent(2, onTaken);
    this.onPing();
  });
  readonly pong = vi.fn((data: Buffer, _mask: unknown, onTaken?: OnTaken) =>
    this.#sent(data.length, onTaken),
  );
  readonly send = vi.fn((frame: string, onTaken?: OnTaken) => this.#sent(frame.length, onTaken));
  readonly terminate = vi.fn();
  readonly pause = vi.fn();
  readonly resume = vi.fn();
  readonly close = vi.fn((_code: number, _reason: string) => {
    this.readyState = 2;
    this.emit('close');
  });

  #sent(bytes: number, onTaken: OnTaken | undefined): void {
    if (this.reads) onTaken?.();
    else this.bufferedAmount += bytes;
  }
}
