import type { Certificate } from './certificate.js';

/** Node's default is 120 s, in which clients that never finish pile up. */
const HANDSHAKE_TIMEOUT_MS = 10_000;

/** Options of each server with TLS. */
export const tlsOptions = ({ cert, key }: Certificate) => ({
  cert,
  key,
  handshakeTimeout: HANDSHAKE_TIMEOUT_MS,
});
