import { Injectable } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import { EarshotConfig } from '../config/config.dto.js';
import { isLoopbackHost } from '../common/net/loopback.js';
import { originRefusal, type OriginPolicy } from './origin-policy.js';

/**
 * Decides which requests are allowed, for HTTP (`AccessGuard`) and for the WebSocket upgrade (`EarshotWsAdapter`).
 * Every further check of a client, such as a token, belongs here.
 */
@Injectable()
export class AccessService {
  readonly #policy: OriginPolicy;

  constructor({ allowedOrigins, host }: EarshotConfig) {
    this.#policy = { allowedOrigins, loopbackOnly: isLoopbackHost(host) };
  }

  /** @returns why the request is refused, as a clause, or null if it is allowed */
  refusal({ headers }: IncomingMessage): string | null {
    const { origin, host } = headers;
    // An image or a script on another site sends no origin.
    if (headers['sec-fetch-site'] === 'cross-site' && headers['sec-fetch-mode'] === 'no-cors')
      return 'it is embedded in another site';
    return originRefusal(origin, host, this.#policy);
  }
}
