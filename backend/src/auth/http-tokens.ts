import { Injectable } from '@nestjs/common';
import { newSecret } from './handshake/proof.js';

/** Tokens for the HTTP requests of clients that have proven themselves. Each lasts as long as its client's connection. */
@Injectable()
export class HttpTokens {
  readonly #tokens = new Set<string>();

  issue(): string {
    const token = newSecret();
    this.#tokens.add(token);
    return token;
  }

  has(token: string): boolean {
    return this.#tokens.has(token);
  }

  revoke(token: string): void {
    this.#tokens.delete(token);
  }
}
