import { hmac, importHmacKey, secretBytes, type HmacKey } from './hmac-key.js';

/** A key that this client shares with a backend. */
export interface ClientKey {
  /** The name under which the backend knows the key. */
  id: string;
  /** @returns base64url of the text's HMAC-SHA256 */
  sign(text: string): Promise<string>;
}

/** With it, the client says nothing to a server that has not proven that it holds the same key. */
export interface ClientAuth {
  /** What the platform sends as the Origin header, such as `chrome-extension://…`; empty for programs. */
  origin: string;
  /** Called at each attempt to connect. @returns null if there is no key for this address: then there is no attempt */
  keyFor(url: string): Promise<ClientKey | null>;
  /**
   * Also talk to a server that does not know the handshake, such as one of the plain protocol. The client cannot tell such a
   * server from another program that has taken its port. Default false.
   */
  allowPlain?: boolean;
}

/**
 * @param key an HMAC-SHA256 key of WebCrypto, or 32 bytes as base64url
 * @throws TypeError if the text is not that
 */
export function clientKey(id: string, key: HmacKey | string): ClientKey {
  if (typeof key !== 'string') return { id, sign: (text) => hmac(key, text) };
  const bytes = secretBytes(key);
  // The message does not quote it.
  if (!bytes) throw new TypeError(`The key "${id}" is not base64url of 32 bytes.`);
  return { id, sign: async (text) => hmac(await importHmacKey(bytes), text) };
}
