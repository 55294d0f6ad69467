/** Guesses of credentials, from addresses that a proxy would report. */
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { WebSocket } from 'ws';
import { newSecret } from '../../backend/src/auth/secrets/proof.ts';

const AT_ONCE = 50;

/** Half of the guesses come from so few addresses, which are locked out soon, and half from one each. */
const BUSY_ADDRESSES = 20;

export interface GuessTarget {
  port: number;
  /** The name of a key, which is no secret, and the origin that the key is bound to. */
  keyId: string;
  origin: string;
}

/** @param token that is guessed, where the guess is one @returns whether it got in */
export type Guess = (target: GuessTarget, address: string, token?: string) => Promise<boolean>;

const randomToken = (): string => `earshot_${newSecret()}`;

const keptConnections = new Agent({ keepAlive: true, maxSockets: AT_ONCE });

/** Each kind of guess. */
export const GUESSES: Record<string, Guess> = {
  'tokens over HTTP': ({ port }, address, token = randomToken()) =>
    new Promise((resolve, reject) => {
      const headers = { authorization: `Bearer ${token}`, 'x-forwarded-for': address };
      request({ host: '127.0.0.1', port, path: '/health', headers, agent: keptConnections }, (response) => {
        response.resume().once('end', () => resolve(response.statusCode === 200));
      })
        .once('error', reject)
        .end();
    }),
  'tokens over sockets': (target, address, token = randomToken()) =>
    bySocket(target, address, [`token.${token}`], (send) => send('ping', { t: 1 })),
  'names of keys': (target, address) =>
    bySocket(target, address, [], (send) => send('auth', { key_id: newSecret(), nonce: newSecret() })),
  proofs: (target, address) =>
    bySocket(target, address, [], (send, answer) => {
      if (!answer) send('auth', { key_id: target.keyId, nonce: newSecret() });
      else send('auth_proof', { proof: newSecret() });
    }),
  'pairing codes': (target, address) =>
    bySocket(target, address, [], (send, answer) => {
      if (!answer) send('pair', { nonce: newSecret() });
      else send('pair_proof', { proof: newSecret() });
    }),
};

/** @param every runs after each so many guesses @returns how many of that many guesses got in */
export async function guessCredentials(
  target: GuessTarget,
  guess: Guess,
  count: number,
  { every = Infinity, run = async () => undefined }: { every?: number; run?: () => Promise<unknown> } = {},
): Promise<number> {
  let begun = 0;
  let gotIn = 0;
  const worker = async () => {
    while (begun < count) {
      const i = begun++;
      if (i % every === every - 1) await run();
      if (await guess(target, addressOf(i))) gotIn++;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return gotIn;
}

const addressOf = (i: number): string =>
  i % 2 === 0 ? `192.0.2.${(i / 2) % BUSY_ADDRESSES}` : `10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`;

type Send = (name: string, data: object) => void;

/** What a server answers to a client that has got in. */
const WELCOME = /"name":"(?:authorized|paired|pong|session)"/;

/** @param say called at first, and with each answer */
async function bySocket(
  { port, origin }: GuessTarget,
  address: string,
  subprotocols: string[],
  say: (send: Send, answer?: string) => void,
): Promise<boolean> {
  const offered = subprotocols.length > 0 ? ['earshot.v1', ...subprotocols] : [];
  const socket = new WebSocket(`ws://127.0.0.1:${port}`, offered, {
    origin,
    headers: { 'x-forwarded-for': address },
  });
  let gotIn = false;
  const send: Send = (name, data) => socket.send(JSON.stringify({ type: 'cmd', name, data }));
  socket.once('open', () => say(send));
  socket.on('message', (data) => {
    const answer = String(data);
    gotIn ||= WELCOME.test(answer);
    if (gotIn) socket.close();
    else if (!answer.includes('"type":"error"')) say(send, answer);
  });
  socket.on('error', () => undefined);
  await once(socket, 'close');
  return gotIn;
}
