import type { IncomingMessage, ServerResponse } from 'node:http';
import { isExtension } from './origin-policy.js';

/** Sets the headers of every HTTP response. Only extensions get CORS headers, so no web page can read a response. */
export function responseHeaders(
  { headers: { origin } }: IncomingMessage,
  response: ServerResponse,
  next: () => void,
): void {
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Vary', 'Origin');
  if (origin !== undefined && isExtension(origin)) response.setHeader('Access-Control-Allow-Origin', origin);
  next();
}
