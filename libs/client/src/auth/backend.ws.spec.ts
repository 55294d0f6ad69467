/** The client's side of the handshakes against the backend's, over real sockets. */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket as WsWebSocket, WebSocketServer, type WebSocket as ServerSocket } from 'ws';
import type { ClientCommand, ServerMessage } from '#protocol';
import {
  computerKeyId,
  ensureComputerKey,
  OWN_EXTENSION,
} from '../../../../backend/src/auth/credentials/computer-key.js';
import { Credentials } from '../../../../backend/src/auth/credentials/credentials.js';
import { Handshake } from '../../../../backend/src/auth/handshake/handshake.js';
import { HttpTokens } from '../../../../backend/src/auth/http-tokens.js';
import { Lockout } from '../../../../backend/src/auth/lockout.js';
import type { EarshotConfig } from '../../../../backend/src/config/config.dto.js';
import { EarshotClient } from '../earshot-client.js';
import type { ClosedEvent } from '../events.js';
import type { WebSocketConstructor } from '../options.js';
import { sessionMessage } from '../testing/messages.js';
import { clientKey, type ClientKey } from './client-auth.js';
import { pairWithCode, type PairingOptions } from './pairing.js';

class WebSocketOfExtension extends WsWebSocket {
  constructor(url: string, protocols?: string[]) {
    super(url, protocols, { origin: OWN_EXTENSION });
  }
}

describe.each<[string, WebSocketConstructor, string]>([
  ['a program', globalThis.WebSocket, ''],
  ['an extension', WebSocketOfExtension, OWN_EXTENSION],
])('%s and the backend', (_, WebSocket, origin) => {
  let folder: string;
  let credentials: Credentials;
  let httpTokens: HttpTokens;
  let server: WebSocketServer;
  let url: string;
  let sut: EarshotClient;
  let received: string[];
  /** Called before the backend handles the command. */
  let onCommand: (name: string) => void;

  const serve = (socket: ServerSocket, peer: string) => {
    const handshake = new Handshake(
      { credentials, lockout: new Lockout(), httpTokens },
      { origin: peer, lockAddress: undefined },
      {
        send,
        close: (code, reason) => socket.close(code, reason),
        onProven: () => undefined,
        onPaired: () => undefined,
        onRefused: () => undefined,
      },
    );
    function send(message: ServerMessage): void {
      socket.send(JSON.stringify(message));
    }
    socket.on('message', (frame: Buffer) => {
      const command = JSON.parse(frame.toString()) as ClientCommand;
      received.push(command.name);
      onCommand(command.name);
      if (command.name === 'auth') handshake.auth(command.data);
      if (command.name === 'auth_proof') handshake.authProof(command.data);
      if (command.name === 'pair') handshake.pair(command.data);
      if (command.name === 'pair_proof') handshake.pairProof(command.data);
      if (command.name === 'session_start') send(sessionMessage());
    });
    socket.on('close', () => handshake.end());
  };
  const pair = (code: string, options: Partial<PairingOptions> = {}) =>
    pairWithCode({ url, code, origin, WebSocket, ...options });
  const connectWith = async (key: ClientKey): Promise<ClosedEvent | 'session'> => {
    sut = new EarshotClient({ WebSocket, session: {}, auth: { origin, keyFor: () => Promise.resolve(key) } });
    return new Promise((resolve) => {
      sut.onData(({ name }) => name === 'session' && resolve('session'));
      sut.onClose(resolve);
      sut.connect(url);
    });
  };

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'earshot-client-'));
    httpTokens = new HttpTokens();
    received = [];
    onCommand = () => undefined;
    server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
    server.on('connection', (socket, { headers }) => serve(socket, headers.origin ?? ''));
    await once(server, 'listening');
    url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
    credentials = new Credentials({ dataFolder: folder, auth: {} } as EarshotConfig);
    sut = new EarshotClient();
  });

  afterEach(async () => {
    sut.disconnect();
    for (const socket of server.clients) socket.terminate();
    await new Promise((resolve) => server.close(resolve));
    rmSync(folder, { recursive: true });
  });

  it('pair by the code as it is typed, and talk with the key from then on', async () => {
    const code = await credentials.makePairingCode();
    const typed = ` ${code.slice(0, 4)}-${code.slice(4)}`
      .toLowerCase()
      .replaceAll('0', 'o')
      .replaceAll('1', 'l');
    const { keyId, key } = await pair(typed);
    expect(key.extractable).toBe(false);
    received = [];
    expect(await connectWith(clientKey(keyId, key))).toBe('session');
    expect(received).toEqual(['auth', 'auth_proof', 'session_start']);
    expect(httpTokens.credentialOf(sut.httpToken!)).toEqual({ kind: 'key', id: keyId });
  });

  it('have the same key after they have paired', async () => {
    const { keyId, key } = await pair(await credentials.makePairingCode(), { extractable: true });
    const own = Buffer.from(await crypto.subtle.exportKey('raw', key));
    expect(own.equals(credentials.key(keyId, origin)!)).toBe(true);
    expect(await connectWith(clientKey(keyId, own.toString('base64url')))).toBe('session');
  });

  it('pair once with a code', async () => {
    const code = await credentials.makePairingCode();
    await pair(code);
    await expect(pair(code)).rejects.toMatchObject({
      kind: 'no_code',
      reason: expect.stringContaining('No pairing code is valid now.') as string,
    });
  });

  it('do not pair with a wrong code, which reveals nothing and uses up no attempt', async () => {
    const code = await credentials.makePairingCode();
    const wrong = code.startsWith('A') ? `B${code.slice(1)}` : `A${code.slice(1)}`;
    for (let i = 0; i < 6; i++) await expect(pair(wrong)).rejects.toMatchObject({ kind: 'wrong_code' });
    expect(new Set(received)).toEqual(new Set(['pair']));
    await pair(code);
  });

  it('do not pair when the code is replaced meanwhile', async () => {
    const code = await credentials.makePairingCode();
    onCommand = (name) => name === 'pair_proof' && credentials.pairingUsed();
    await expect(pair(code)).rejects.toMatchObject({
      kind: 'unauthorized',
      reason: expect.stringContaining('npm run pair') as string,
    });
  });

  it('do not talk with a key that the backend does not know', async () => {
    expect(await connectWith(clientKey('unknown', Buffer.alloc(32).toString('base64url')))).toMatchObject({
      refusal: 'unauthorized',
      reason: expect.stringContaining('npm run pair') as string,
      willReconnect: false,
    });
    expect(received).toEqual(['auth']);
  });

  it(`${origin ? 'talk' : 'do not talk'} with the key of this computer`, async () => {
    const key = ensureComputerKey(folder);
    credentials = new Credentials({ dataFolder: folder, auth: {} } as EarshotConfig);
    const outcome = await connectWith(clientKey(computerKeyId(key), key));
    expect(outcome === 'session').toBe(origin === OWN_EXTENSION);
  });
});
