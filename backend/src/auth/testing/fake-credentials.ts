import type { Credential, Credentials, PairingSecret } from '../credentials/credentials.js';

/** Credentials in memory. */
export class FakeCredentials implements Pick<Credentials, keyof Credentials> {
  readonly keys = new Map<string, { origin: string; key: Buffer; from?: string | undefined }>();
  /** Those that Earshot has made, with their ids. */
  readonly tokens = new Map<string, string>();
  ofConfig: string | undefined;
  secret: PairingSecret | undefined;
  wrongProofs = 0;

  get admitsOthers(): boolean {
    return this.keys.size + this.tokens.size > 0;
  }

  async makePairingCode(): Promise<string> {
    this.secret = { salt: Buffer.alloc(32), key: Buffer.alloc(32) };
    return '00000000';
  }

  key(id: string, origin: string): Buffer | undefined {
    const found = this.keys.get(id);
    return found?.origin === origin ? found.key : undefined;
  }

  addKey(origin: string, key: Buffer, from?: string): string {
    const id = `key-${this.keys.size + 1}`;
    this.keys.set(id, { origin, key, from });
    return id;
  }

  madeToken(given: string): Credential | undefined {
    const id = this.tokens.get(given);
    return id === undefined ? undefined : { kind: 'token', id };
  }

  configToken(given: string): Credential | undefined {
    return given === this.ofConfig ? { kind: 'token', id: 'config', version: given } : undefined;
  }

  holds({ kind, id, version }: Credential): boolean {
    if (version !== undefined) return version === this.ofConfig;
    return kind === 'key' ? this.keys.has(id) : [...this.tokens.values()].includes(id);
  }

  pairingSecret(): PairingSecret | undefined {
    return this.secret;
  }

  pairingFailed(): void {
    this.wrongProofs++;
  }

  pairingUsed(): void {
    this.secret = undefined;
  }
}
