import type { IncomingMessage, ServerResponse } from 'node:http';
import { isExtension } from './origin-policy.js';

/**
 * Sets the headers of every HTTP response. Only extensions get CORS headers, so no web page can read a response. Their browser
 * asks first whether they may send a token, without sending it: that is answered here, because no route knows of it.
 */
export function responseHeaders(
  { headers: { origin }, method }: Pick<IncomingMessage, 'headers' | 'method'>,
  response: Pick<ServerResponse, 'setHeader' | 'writeHead' | 'end'>,
  next: () => void,
): void {
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Vary', 'Origin');
  if (origin === undefined || !isExtension(origin)) return next();
  response.setHeader('Access-Control-Allow-Origin', origin);
  if (method !== 'OPTIONS') return next();
  response.setHeader('Access-Control-Allow-Headers', 'Authorization');
  response.setHeader('Access-Control-Allow-Methods', 'GET');
  response.setHeader('Access-Control-Allow-Private-Network', 'true');
  response.writeHead(204);
  response.end();
}
