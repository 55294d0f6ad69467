import { Injectable } from '@nestjs/common';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { EarshotConfig } from '../config/config.dto.js';
import { originRefusal, type OriginPolicy } from './origin-policy.js';

/** Such requests have no origin. Browsers send these headers to loopback addresses and over HTTPS. */
const isFromOtherPage = ({ 'sec-fetch-site': site, 'sec-fetch-mode': mode }: IncomingHttpHeaders): boolean =>
  (site === 'cross-site' || site === 'same-site') && (mode === 'no-cors' || mode === 'navigate');

/**
 * Decides which requests are allowed, for HTTP (`AccessGuard`) and for the WebSocket upgrade (`EarshotWsAdapter`).
 * Every further check of a client, such as a token, belongs here.
 */
@Injectable()
export class AccessService {
  readonly #policy: OriginPolicy;

  constructor({ allowedOrigins, allowedHosts, host }: EarshotConfig) {
    // Also a wildcard such as 0.0.0.0: a web page cannot give its name to an address.
    this.#policy = { allowedOrigins, allowedHosts: [...allowedHosts, host] };
  }

  /** @returns why the request is refused, as a clause, or null if it is allowed */
  refusal({ headers }: IncomingMessage): string | null {
    const { origin, host } = headers;
    if (isFromOtherPage(headers)) return "it comes from another page's link, frame, image or script";
    return originRefusal(origin, host, this.#policy);
  }
}
