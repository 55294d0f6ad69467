import { SUBPROTOCOL, TOKEN_SUBPROTOCOL_PREFIX } from '#protocol';

/** What a subprotocol may consist of (RFC 9110, 5.6.2). */
const SENDABLE = /^[\w!#$%&'*+.^`|~-]+$/;

/**
 * @returns the subprotocols that carry the token, because browsers let a WebSocket set no headers
 * @throws TypeError if it cannot be sent; the platform's own error would quote it
 */
export function tokenProtocols(token: string | undefined): string[] | undefined {
  if (token === undefined) return undefined;
  if (!SENDABLE.test(token)) {
    throw new TypeError(
      'The token has characters that a WebSocket cannot send, such as a space, "/" or "=". Make one with npm run tokens.',
    );
  }
  return [SUBPROTOCOL, `${TOKEN_SUBPROTOCOL_PREFIX}${token}`];
}
