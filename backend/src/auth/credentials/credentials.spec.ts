import { createHash, pbkdf2Sync } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { redact } from '../../common/log/redact.js';
import { EarshotConfig } from '../../config/config.dto.js';
import { computerKeyId, ensureComputerKey, OWN_EXTENSION } from './computer-key.js';
import { CredentialStore } from './credential-store.js';
import { Credentials } from './credentials.js';

const OTHER = 'chrome-extension://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa';
const KEY = Buffer.alloc(32, 7);
const TOKEN = 'a-token-of-the-config';

describe(Credentials.name, () => {
  let folder: string;
  let config: EarshotConfig;
  const logged = vi.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'earshot-credentials-'));
    config = new EarshotConfig();
    config.dataFolder = folder;
    logged.mockClear();
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const file = (name: string) => join(folder, 'auth', name);
  /** As another process has it: `npm run tokens`, or a build. */
  const other = () => new CredentialStore(folder, (problem) => expect.fail(problem));

  it('knows nothing where there are no files, and makes none', () => {
    const credentials = new Credentials(config);
    expect(credentials.key('computer-x', OWN_EXTENSION)).toBeUndefined();
    expect(credentials.madeToken('')).toBeUndefined();
    expect(credentials.madeToken('earshot_x')).toBeUndefined();
    expect(credentials.pairingSecret()).toBeUndefined();
    expect(credentials.admitsOthers).toBe(false);
    for (const id of ['', 'config', 'computer-', 'paired-0'])
      for (const kind of ['key', 'token'] as const) expect(credentials.holds({ kind, id })).toBe(false);
    credentials.pairingFailed();
    expect(statSync(join(folder, 'auth'), { throwIfNoEntry: false })).toBeUndefined();
  });

  it("takes the computer's key from the own extension only, also one that is made later", () => {
    const credentials = new Credentials(config);
    expect(credentials.key('computer-x', OWN_EXTENSION)).toBeUndefined();
    const key = ensureComputerKey(folder);
    const id = computerKeyId(key);
    expect(credentials.key(id, OWN_EXTENSION)?.toString('base64url')).toBe(key);
    for (const origin of [OTHER, '', `${OWN_EXTENSION}/`, OWN_EXTENSION.toUpperCase()])
      expect(credentials.key(id, origin)).toBeUndefined();
    expect(credentials.holds({ kind: 'key', id })).toBe(true);
    other().removeComputerKey();
    expect(credentials.holds({ kind: 'key', id })).toBe(false);
    expect(credentials.key(id, OWN_EXTENSION)).toBeUndefined();
  });

  it('keeps the keys of paired clients, each for its origin, until they are removed', () => {
    const id = new Credentials(config).addKey(OTHER, KEY);
    const credentials = new Credentials(config);
    expect(credentials.key(id, OTHER)).toEqual(KEY);
    expect(credentials.key(id, OWN_EXTENSION)).toBeUndefined();
    expect(credentials.admitsOthers).toBe(true);
    expect(credentials.holds({ kind: 'token', id })).toBe(false);
    other().keys.remove(id);
    expect(credentials.holds({ kind: 'key', id })).toBe(false);
    expect(credentials.key(id, OTHER)).toBeUndefined();
  });

  it('keeps at most a hundred keys: the oldest goes', () => {
    const credentials = new Credentials(config);
    const ids = Array.from({ length: 102 }, () => credentials.addKey(OTHER, KEY));
    expect(ids.filter((id) => credentials.holds({ kind: 'key', id }))).toEqual(ids.slice(2));
  });

  it('takes the tokens that another process makes, until it revokes them', () => {
    const credentials = new Credentials(config);
    const [a, b] = ['phone', 'robot'].map((name) => other().tokens.add(name));
    expect(credentials.madeToken(a!.token)).toEqual({ kind: 'token', id: a!.saved.id });
    expect(credentials.madeToken(b!.token)).toEqual({ kind: 'token', id: b!.saved.id });
    for (const wrong of [`${a!.token}x`, a!.token.slice(0, -1), a!.token.toUpperCase(), a!.saved.sha256])
      expect(credentials.madeToken(wrong)).toBeUndefined();
    expect(credentials.configToken(a!.token)).toBeUndefined();
    other().tokens.remove(a!.saved.id);
    expect(credentials.madeToken(a!.token)).toBeUndefined();
    expect(credentials.holds({ kind: 'token', id: a!.saved.id })).toBe(false);
    expect(credentials.holds({ kind: 'token', id: b!.saved.id })).toBe(true);
  });

  it('loses nothing that two processes write in turn', () => {
    const [a, b] = [other(), other()];
    const names = ['1', '2', '3', '4'];
    names.forEach((name, i) => (i % 2 === 0 ? a : b).tokens.add(name));
    expect(
      other()
        .tokens.list()
        .map(({ name }) => name),
    ).toEqual(names);
  });

  it('keeps secrets where only their owner may read them, and tokens and codes not at all', async () => {
    const credentials = new Credentials(config);
    ensureComputerKey(folder);
    credentials.addKey(OTHER, KEY);
    const { token } = other().tokens.add('phone');
    const code = await credentials.makePairingCode();
    expect(statSync(join(folder, 'auth')).mode & 0o777).toBe(0o700);
    for (const name of ['computer-key', 'keys.json', 'tokens.json', 'pairing.json'])
      expect(statSync(file(name)).mode & 0o777).toBe(0o600);
    expect(readFileSync(file('tokens.json'), 'utf8')).not.toContain(token.slice(8));
    expect(readFileSync(file('tokens.json'), 'utf8')).toContain(
      createHash('sha256').update(token).digest('base64url'),
    );
    expect(readFileSync(file('pairing.json'), 'utf8')).not.toContain(code);
    expect(redact(`the code ${code} is`)).toBe('the code [hidden] is');
  });

  it('has one pairing code at a time, which can be used once', async () => {
    const credentials = new Credentials(config);
    const first = await credentials.makePairingCode();
    const { code } = await other().pairing.make();
    const { salt, key } = credentials.pairingSecret()!;
    expect(key).toEqual(pbkdf2Sync(code, salt, 250_000, 32, 'sha256'));
    expect(first).not.toBe(code);
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
    credentials.pairingUsed();
    expect(credentials.pairingSecret()).toBeUndefined();
    expect(new Credentials(config).pairingSecret()).toBeUndefined();
  });

  it('ends a pairing code after five wrong proofs, also across a restart', async () => {
    await new Credentials(config).makePairingCode();
    for (let left = 5; left > 0; left--) {
      expect(new Credentials(config).pairingSecret()).toBeDefined();
      new Credentials(config).pairingFailed();
    }
    expect(new Credentials(config).pairingSecret()).toBeUndefined();
  });

  describe('with a token in the config', () => {
    it('takes it as it is', () => {
      config.auth.token = TOKEN;
      const credentials = new Credentials(config);
      expect(credentials.configToken(TOKEN)).toMatchObject({ kind: 'token', id: 'config' });
      expect(credentials.configToken(`${TOKEN} `)).toBeUndefined();
      expect(credentials.madeToken(TOKEN)).toBeUndefined();
      expect(credentials.holds(credentials.configToken(TOKEN)!)).toBe(true);
      expect(credentials.admitsOthers).toBe(true);
      expect(redact(`got ${TOKEN}!`)).toBe('got [hidden]!');
    });

    it('takes it from its file, also when that changes', () => {
      config.auth.tokenFile = join(folder, 'token');
      const write = (text: string, mode = 0o600) => {
        rmSync(config.auth.tokenFile!, { force: true });
        writeFileSync(config.auth.tokenFile!, text, { mode });
      };
      write(`${TOKEN}\n`);
      const credentials = new Credentials(config);
      expect(credentials.configToken(TOKEN)).toMatchObject({ kind: 'token', id: 'config' });
      const before = credentials.configToken(TOKEN)!;
      expect(credentials.holds(before)).toBe(true);
      write('another-token-instead');
      expect(credentials.configToken(TOKEN)).toBeUndefined();
      expect(credentials.configToken('another-token-instead')).toMatchObject({ kind: 'token', id: 'config' });
      expect(credentials.holds(before), 'the token before').toBe(false);
      expect(logged).not.toHaveBeenCalled();
      for (const [text, mode, why] of [
        ['another-token-instead', 0o644, 'may be read by other users: chmod 600'],
        ['short', 0o600, 'too short'],
        ['\n', 0o600, 'is empty'],
      ] as const) {
        write(text, mode);
        expect(credentials.configToken(text.trim())).toBeUndefined();
        expect(credentials.holds({ kind: 'token', id: 'config' })).toBe(false);
        expect(logged).toHaveBeenLastCalledWith(expect.stringContaining(why));
      }
      rmSync(config.auth.tokenFile);
      expect(credentials.configToken('another-token-instead')).toBeUndefined();
      expect(logged).toHaveBeenCalledTimes(4);
    });
  });

  describe('with files that it cannot use', () => {
    const saved = { id: 'x', created_at: 1, name: 'n', sha256: 'A'.repeat(43), expires_at: null };
    const key = { id: 'x', created_at: 1, key: 'A'.repeat(43), origin: '' };
    const entries = (count: number) => Array.from({ length: count }, (_, i) => ({ ...saved, id: `${i}` }));
    it.each([
      ['empty', ''],
      ['no JSON', '{"keys":'],
      ['a list', '[]'],
      ['an object without a list', '{}'],
      ['a list of nothing', '{"keys":[null],"tokens":[null]}'],
      [
        'a key of the wrong length',
        '{"keys":[{"id":"x","key":"AA","origin":"","created_at":1}],"tokens":[1]}',
      ],
      ['an entry without a time', JSON.stringify({ keys: [{}], tokens: [{ ...saved, created_at: '1' }] })],
      ['the same id twice', JSON.stringify({ keys: [key, key], tokens: [saved, saved] })],
      ['too many entries', JSON.stringify({ keys: [saved], tokens: entries(101) })],
      ['huge', ' '.repeat(600 * 1024)],
    ])('admits no client by a file that is %s, reports each file once, and goes on', (_, text) => {
      mkdirSync(join(folder, 'auth'));
      const names = ['computer-key', 'keys.json', 'tokens.json', 'pairing.json'];
      for (const name of names) writeFileSync(file(name), text, { mode: 0o600 });
      const credentials = new Credentials(config);
      for (let time = 0; time < 3; time++) {
        expect(credentials.key('x', '')).toBeUndefined();
        expect(credentials.madeToken('')).toBeUndefined();
        expect(credentials.pairingSecret()).toBeUndefined();
        expect(credentials.admitsOthers).toBe(false);
      }
      for (const name of names) {
        const line = new RegExp(
          `${name} is not used, because the file is (?:damaged|larger than \\d+ bytes)\\.$`,
        );
        expect(logged.mock.calls.filter(([problem]) => line.test(String(problem)))).toHaveLength(1);
      }
    });

    it('keeps a damaged file aside when it writes a new one', () => {
      mkdirSync(join(folder, 'auth'));
      writeFileSync(file('keys.json'), 'damaged', { mode: 0o600 });
      const id = new Credentials(config).addKey(OTHER, KEY);
      expect(new Credentials(config).key(id, OTHER)).toEqual(KEY);
      expect(readFileSync(file('keys.json.damaged'), 'utf8')).toBe('damaged');
    });

    it('keeps in memory what it cannot write, and says so', async () => {
      writeFileSync(join(folder, 'auth'), 'no folder');
      const credentials = new Credentials(config);
      const id = credentials.addKey(OTHER, KEY);
      expect(credentials.key(id, OTHER)).toEqual(KEY);
      await credentials.makePairingCode();
      credentials.pairingFailed();
      expect(credentials.pairingSecret()).toBeDefined();
      for (let i = 0; i < 4; i++) credentials.pairingFailed();
      expect(credentials.pairingSecret()).toBeUndefined();
      const lost = /json cannot be written(?: \(\w+\))?, so/;
      expect(logged.mock.calls.filter(([problem]) => lost.test(String(problem)))).toHaveLength(2);
    });

    it.skipIf(process.platform === 'win32')('warns of one that others may read', () => {
      const { token } = other().tokens.add('phone');
      chmodSync(file('tokens.json'), 0o640);
      expect(new Credentials(config).madeToken(token)).toBeDefined();
      expect(logged).toHaveBeenCalledWith(expect.stringContaining(`chmod 600 ${file('tokens.json')}`));
    });
  });

  it('works without a data folder', async () => {
    delete config.dataFolder;
    const credentials = new Credentials(config);
    const id = credentials.addKey(OTHER, KEY);
    expect(credentials.key(id, OTHER)).toEqual(KEY);
    await credentials.makePairingCode();
    expect(credentials.pairingSecret()).toBeDefined();
    credentials.pairingUsed();
    expect(credentials.pairingSecret()).toBeUndefined();
  });
});
