import { beforeEach, describe, expect, it } from 'vitest';
import type { ServerData, ServerMessage } from '#protocol';
import { FakeClock } from '../../common/clock/testing/fake-clock.js';
import type { Credential, Credentials } from '../credentials/credentials.js';
import { HttpTokens } from '../http-tokens.js';
import { Lockout } from '../lockout.js';
import { FakeCredentials } from '../testing/fake-credentials.js';
import { Handshake, type HandshakePeer } from './handshake.js';
import { lastingKey, newSecret, proofOf } from '../secrets/proof.js';

const ORIGIN = 'chrome-extension://abcdefghijklmnop';
const KEY = Buffer.alloc(32, 7);
const CODE_KEY = Buffer.alloc(32, 9);
const NONCE = newSecret();

describe(Handshake.name, () => {
  let credentials: FakeCredentials;
  let lockout: Lockout;
  let httpTokens: HttpTokens;
  let sent: ServerMessage[];
  let closed: [number, string][];
  let proven: Credential[];
  let notes: string[];
  let sut: Handshake;

  const connect = (peer: Partial<HandshakePeer> = {}) =>
    new Handshake(
      { credentials: credentials as unknown as Credentials, lockout, httpTokens },
      { origin: ORIGIN, lockAddress: '203.0.113.9', ...peer },
      {
        send: (message) => sent.push(message),
        close: (...how) => closed.push(how),
        onProven: (credential) => proven.push(credential),
        onPaired: () => notes.push('paired'),
        onRefused: (error) => notes.push(error),
      },
    );

  /** @returns the data of the last message, which must have that name */
  function last<Name extends keyof ServerData>(name: Name): ServerData[Name] {
    const message = sent.at(-1);
    expect(message).toMatchObject({ type: 'data', name });
    return (message as unknown as { data: ServerData[Name] }).data;
  }

  function expectRefusal(text: RegExp): void {
    expect(sent.at(-1)).toMatchObject({ type: 'error', code: 'unauthorized', fatal: true });
    expect(sent.at(-1)).toHaveProperty('error', expect.stringMatching(text));
    expect(closed).toEqual([[1008, 'unauthorized']]);
    expect(proven).toEqual([]);
    expect(notes).toEqual([expect.stringMatching(text)]);
  }

  beforeEach(() => {
    credentials = new FakeCredentials();
    credentials.keys.set('k1', { origin: ORIGIN, key: KEY });
    credentials.secret = { salt: Buffer.alloc(32, 1), key: CODE_KEY };
    lockout = new Lockout(new FakeClock());
    httpTokens = new HttpTokens();
    [sent, closed, proven, notes] = [[], [], [], []];
    sut = connect();
  });

  /** Asks for the server's proof. @returns the client's right proof */
  function begin(key = KEY): string {
    sut.auth({ key_id: 'k1', nonce: NONCE });
    return proofOf(key, 'client', ORIGIN, { client: NONCE, server: last('auth').nonce });
  }

  function beginPairing(key = CODE_KEY): string {
    sut.pair({ nonce: NONCE });
    return proofOf(key, 'client', ORIGIN, { client: NONCE, server: last('pair').nonce });
  }

  describe('with a key', () => {
    it('proves itself, and then admits the client that does', () => {
      const proof = begin();
      const { nonce, proof: ours } = last('auth');
      expect(ours).toBe(proofOf(KEY, 'server', ORIGIN, { client: NONCE, server: nonce }));
      expect(proven).toEqual([]);
      sut.authProof({ proof });
      expect(proven).toEqual([{ kind: 'key', id: 'k1' }]);
      expect(closed).toEqual([]);
    });

    it('gives a token for HTTP that lasts as long as the connection', () => {
      sut.authProof({ proof: begin() });
      const { http_token: token } = last('authorized');
      expect(httpTokens.credentialOf(token)).toEqual({ kind: 'key', id: 'k1' });
      sut.authProof({ proof: begin() });
      expect(httpTokens.credentialOf(token)).toBeUndefined();
      const { http_token: next } = last('authorized');
      sut.end();
      expect(httpTokens.credentialOf(next)).toBeUndefined();
    });

    it('sends a new nonce each time', () => {
      begin();
      const first = last('auth').nonce;
      begin();
      expect(last('auth').nonce).not.toBe(first);
    });

    it.each<[string, () => void]>([
      ['a name that it does not know', () => sut.auth({ key_id: 'k2', nonce: NONCE })],
      [
        'a key of another origin',
        () => {
          sut = connect({ origin: 'chrome-extension://other' });
          sut.auth({ key_id: 'k1', nonce: NONCE });
        },
      ],
      ['the proof of another key', () => sut.authProof({ proof: begin(CODE_KEY) })],
      [
        "the server's own proof",
        () => {
          begin();
          sut.authProof({ proof: last('auth').proof });
        },
      ],
      ['a proof without a question', () => sut.authProof({ proof: newSecret() })],
      [
        'the proof of an earlier question',
        () => {
          const proof = begin();
          begin();
          sut.authProof({ proof });
        },
      ],
      [
        'a proof of the key as one of the code',
        () => {
          const proof = begin();
          sut.pairProof({ proof });
        },
      ],
    ])('refuses %s', (_, attempt) => {
      attempt();
      expectRefusal(/npm run pair/);
    });

    it('takes each proof once', () => {
      const proof = begin();
      sut.authProof({ proof });
      sut.authProof({ proof });
      expect(proven).toHaveLength(1);
      expect(closed).toEqual([[1008, 'unauthorized']]);
    });
  });

  describe('with a pairing code', () => {
    it('leaves the same key on both sides, bound to the origin, and admits the client', () => {
      const proof = beginPairing();
      const { nonce: server, salt } = last('pair');
      expect(Buffer.from(salt, 'base64url')).toEqual(Buffer.alloc(32, 1));
      sut.pairProof({ proof });
      const { key_id: id } = last('paired');
      const key = lastingKey(CODE_KEY, { client: NONCE, server });
      expect(credentials.keys.get(id)).toEqual({ origin: ORIGIN, key, from: '203.0.113.9' });
      expect(proven).toEqual([{ kind: 'key', id }]);
      expect(notes).toEqual(['paired']);
    });

    it('works once', () => {
      const proof = beginPairing();
      const other = connect();
      other.pair({ nonce: NONCE });
      const otherProof = proofOf(CODE_KEY, 'client', ORIGIN, { client: NONCE, server: last('pair').nonce });
      sut.pairProof({ proof });
      expect(proven).toHaveLength(1);
      other.pairProof({ proof: otherProof });
      expect(proven).toHaveLength(1);
      expect(closed).toHaveLength(1);
    });

    it('counts a wrong proof', () => {
      sut.pairProof({ proof: beginPairing(KEY) });
      expect(credentials.wrongProofs).toBe(1);
      expect(credentials.keys.size).toBe(1);
      expectRefusal(/code is wrong/);
    });

    it('says so if there is no code', () => {
      credentials.secret = undefined;
      sut.pair({ nonce: NONCE });
      expectRefusal(/No pairing code is valid now.*npm run pair/);
    });

    it('does not take a proof of a code that was replaced meanwhile', () => {
      const proof = beginPairing();
      credentials.secret = { salt: Buffer.alloc(32, 2), key: KEY };
      sut.pairProof({ proof });
      expect(credentials.wrongProofs, 'of the new code').toBe(0);
      expectRefusal(/code is wrong/);
    });
  });

  describe('during a lock-out of its address', () => {
    const guess = () => connect().auth({ key_id: 'guess', nonce: NONCE });
    beforeEach(() => {
      for (let i = 0; i < 5; i++) guess();
      [closed.length, notes.length] = [0, 0];
    });

    it('takes the proof of a right key, and locks out as before', () => {
      sut.authProof({ proof: begin() });
      expect(proven).toEqual([{ kind: 'key', id: 'k1' }]);
      expect(lockout.waitMs('203.0.113.9')).toBe(1_000);
    });

    it('answers a key of another origin, a wrong name and a wrong proof alike, and counts none', () => {
      const wrong = [
        () => sut.auth({ key_id: 'guess', nonce: NONCE }),
        () => (sut = connect({ origin: 'chrome-extension://other' })).auth({ key_id: 'k1', nonce: NONCE }),
        () => sut.authProof({ proof: begin(CODE_KEY) }),
        () => sut.authProof({ proof: '' }),
      ];
      for (const attempt of wrong) {
        [closed.length, notes.length] = [0, 0];
        sut = connect();
        attempt();
        expectRefusal(/Try again in 1 second/);
      }
      expect(lockout.waitMs('203.0.113.9')).toBe(1_000);
    });

    it('ends a connection that begins again and again', () => {
      for (let i = 0; i < 4; i++) begin();
      expect(closed).toEqual([]);
      sut.auth({ key_id: 'k1', nonce: NONCE });
      expectRefusal(/Try again in 1 second/);
    });

    it('pairs with no code', () => {
      sut.pair({ nonce: NONCE });
      expectRefusal(/Try again in 1 second/);
    });
  });

  it('does not reset the count of wrong codes when a key is right', () => {
    for (let i = 0; i < 5; i++) {
      const proof = ((sut = connect()), beginPairing(KEY));
      sut.pairProof({ proof });
      sut = connect();
      sut.authProof({ proof: begin() });
    }
    expect(lockout.waitMs('203.0.113.9')).toBe(1_000);
  });

  it('resets the count when the code is right', () => {
    for (let i = 0; i < 4; i++) connect().auth({ key_id: 'guess', nonce: NONCE });
    sut.pairProof({ proof: beginPairing() });
    connect().auth({ key_id: 'guess', nonce: NONCE });
    expect(lockout.waitMs('203.0.113.9')).toBe(0);
  });

  it('lets a client on this computer try again at once', () => {
    for (let i = 0; i < 50; i++) connect({ lockAddress: undefined }).auth({ key_id: 'guess', nonce: NONCE });
    sut = connect({ lockAddress: undefined });
    sut.authProof({ proof: begin() });
    expect(proven).toHaveLength(1);
  });

  it('ends a connection that begins again and again', () => {
    for (let i = 0; i < 4; i++) begin();
    expect(closed).toEqual([]);
    sut.auth({ key_id: 'k1', nonce: NONCE });
    expectRefusal(/Too many attempts/);
  });
});
