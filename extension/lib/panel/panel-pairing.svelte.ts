import { PairingError, type PairingErrorKind } from '#client';
import type { Pairing } from '../pairing/backend-keys';

export interface PanelPairingDeps {
  pairingOf(backendUrl: string): Promise<Pairing>;
  /** Pairs by a code, and keeps the key. @throws PairingError */
  pair(backendUrl: string, code: string): Promise<void>;
}

/** `not_kept`: the backend has paired, and the browser could not store the key. */
export type PairingResult = 'paired' | PairingErrorKind | 'not_kept';

/** Whether this browser is paired with the backend at the address of the settings, and the way to pair it. */
export class PanelPairing {
  /** `unknown`: not looked up yet. */
  #status = $state<Pairing | 'unknown'>('unknown');
  #url: string | null = null;
  /** Grows with every look: results of older ones are discarded. */
  #epoch = 0;

  constructor(private readonly deps: PanelPairingDeps) {}

  get status(): Pairing | 'unknown' {
    return this.#status;
  }

  async useBackend(url: string): Promise<void> {
    if (url === this.#url) return;
    this.#url = url;
    this.#status = 'unknown';
    await this.look();
  }

  /** Looks again: another window may have paired this browser meanwhile. */
  async look(): Promise<void> {
    const epoch = ++this.#epoch;
    if (this.#url === null) return;
    const status = await this.deps.pairingOf(this.#url);
    if (epoch === this.#epoch) this.#status = status;
  }

  /** Pairs with the backend at the address, by the code that it shows to its user. */
  async pair(code: string): Promise<PairingResult> {
    if (this.#url === null) return 'unreachable';
    try {
      await this.deps.pair(this.#url, code);
    } catch (error) {
      return error instanceof PairingError ? error.kind : 'not_kept';
    }
    await this.look();
    return 'paired';
  }
}
