/** The backend's side of a handshake on a fake socket, by the cryptography of Node. */
import { createHmac } from 'node:crypto';
import { proofText, type ServerMessage } from '#protocol';
import type { ClientAuth, ClientKey } from '../auth/client-auth.js';
import type { FakeSocket } from './fake-socket.js';

export const ORIGIN = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop';
export const KEY_TEXT = Buffer.alloc(32, 1).toString('base64url');
export const OTHER_KEY_TEXT = Buffer.alloc(32, 2).toString('base64url');
export const SERVER_NONCE = Buffer.alloc(32, 3).toString('base64url');

export const hmacBy = (keyText: string, text: string): string =>
  createHmac('sha256', Buffer.from(keyText, 'base64url')).update(text).digest('base64url');

/** A key that signs within the same turn of the event loop. */
export const KEY: ClientKey = { id: 'key-1', sign: (text) => Promise.resolve(hmacBy(KEY_TEXT, text)) };

export const AUTH: ClientAuth = { origin: ORIGIN, keyFor: () => Promise.resolve(KEY) };

/** Ends when everything that waits for promises only is done. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export const clientNonce = (socket: FakeSocket): string =>
  (socket.sent[0] as { data: { nonce: string } }).data.nonce;

export interface ProofParts {
  role?: 'server' | 'client';
  origin?: string;
  key?: string;
  client?: string;
  server?: string;
}

/** @returns the server's answer to the client's `auth` on that socket; the parts replace the right ones */
export function challenge(socket: FakeSocket, parts: ProofParts = {}): ServerMessage {
  const { role = 'server', origin = ORIGIN, key = KEY_TEXT, server = SERVER_NONCE } = parts;
  const proof = hmacBy(key, proofText(role, origin, parts.client ?? clientNonce(socket), server));
  return { type: 'data', name: 'auth', data: { nonce: server, proof } };
}

export const authorized = (httpToken = 'http-token'): ServerMessage => ({
  type: 'data',
  name: 'authorized',
  data: { http_token: httpToken },
});

export const unauthorized = (error: string): ServerMessage => ({
  type: 'error',
  error,
  code: 'unauthorized',
  fatal: true,
});

/** Answers the handshake on an open socket as an honest backend does. */
export async function prove(socket: FakeSocket): Promise<void> {
  socket.receive(challenge(socket));
  await settled();
  socket.receive(authorized());
}
