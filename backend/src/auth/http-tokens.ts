import { Injectable } from '@nestjs/common';
import type { Credential } from './credentials/credentials.js';
import { newSecret } from './secrets/proof.js';

/** Tokens for the HTTP requests of clients that have proven themselves. Each lasts as long as its client's connection. */
@Injectable()
export class HttpTokens {
  readonly #tokens = new Map<string, Credential>();

  /** @param credential that the client has proven; the token is worth no more */
  issue(credential: Credential): string {
    const token = newSecret();
    this.#tokens.set(token, credential);
    return token;
  }

  credentialOf(token: string): Credential | undefined {
    return this.#tokens.get(token);
  }

  revoke(token: string): void {
    this.#tokens.delete(token);
  }
}
