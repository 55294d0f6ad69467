import type { IncomingMessage, ServerResponse } from 'node:http';
import { isExtension, refusal, type OriginPolicy } from './origin-policy.js';

/**
 * HTTP has the rules of the socket: no web page that is not welcome there, and no other host's name (DNS rebinding).
 * Only extensions get CORS headers: a web page that may ask may still not read.
 */
export function httpGuard(policy: OriginPolicy) {
  return (request: IncomingMessage, response: ServerResponse, next: () => void): void => {
    const { origin, host } = request.headers;
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('Vary', 'Origin');
    if (origin !== undefined && isExtension(origin))
      response.setHeader('Access-Control-Allow-Origin', origin);
    if (refusal(origin, host, policy) === null && !isEmbeddedElsewhere(request)) return next();
    response.writeHead(403, { 'content-type': 'text/plain' });
    response.end('Forbidden: this origin may not ask Earshot');
  };
}

/** An image or a script of some web page: it comes without an origin, and makes us work for nothing. */
function isEmbeddedElsewhere({ headers }: IncomingMessage): boolean {
  return headers['sec-fetch-site'] === 'cross-site' && headers['sec-fetch-mode'] === 'no-cors';
}
