import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { computerKeyId, ensureComputerKey } from '../../auth/credentials/computer-key.js';
import { CredentialStore } from '../../auth/credentials/credential-store.js';
import { EarshotConfig } from '../../config/config.dto.js';
import { checkAccess } from './check-access.js';

const isWindows = process.platform === 'win32';

describe(checkAccess.name, () => {
  let folder: string;
  let config: EarshotConfig;
  let store: CredentialStore;
  let env: NodeJS.ProcessEnv;
  beforeEach(() => {
    env = {};
    folder = mkdtempSync(join(tmpdir(), 'earshot-access-'));
    config = Object.assign(new EarshotConfig(), { dataFolder: join(folder, 'data') });
    store = new CredentialStore(config.dataFolder, expect.fail);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const check = () => checkAccess(config, env, folder, folder);
  const lines = () =>
    Object.fromEntries(check().map(({ what, verdict, found }) => [what, `${verdict}: ${found}`]));

  function buildExtension(key_id: string): void {
    const file = join(folder, 'dist/extension/chrome-mv3/backend-key.json');
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify({ key_id, key: 'x' }));
  }

  it('says who may get in, in four lines', () => {
    const findings = check();
    expect(findings.map(({ what }) => what)).toEqual([
      'This extension',
      'Programs here',
      'Web pages',
      'Other computers',
    ]);
    for (const { verdict, found, todo } of findings) {
      expect(verdict).toBe('ok');
      expect(found).not.toContain('\n');
      expect(todo).toBeUndefined();
    }
  });

  it('tells whether the built extension has the key of the data folder', () => {
    expect(lines()['This extension']).toBe('ok: gets in after it is paired: npm run pair');
    const id = computerKeyId(ensureComputerKey(config.dataFolder!));
    expect(lines()['This extension']).toMatch(
      /^poor: .* does not have the key of .*computer-key: npm start, then reload/,
    );
    buildExtension('computer-another');
    expect(lines()['This extension']).toMatch(/^poor: /);
    buildExtension(id);
    expect(lines()['This extension']).toMatch(/^ok: .*gets in by its key/);
    store.removeComputerKey();
    expect(lines()['This extension']).toMatch(/^poor: /);
  });

  it('tells how programs and pages on this computer get in', () => {
    expect(lines()['Programs here']).toMatch(/^ok: get in without a token/);
    expect(lines()['Web pages']).toMatch(/with a token only; none is in/);
    config.allowedOrigins = ['http://localhost:3000'];
    expect(lines()['Web pages']).toContain('get in: http://localhost:3000; others');
    config.auth.loopback = 'paired';
    expect(lines()['Programs here']).toMatch(/^ok: get in with a token \(npm run tokens\), or paired/);
    expect(lines()['Web pages']).toMatch(/with a token only, also those of "allowedOrigins"/);
  });

  it('tells that in a container programs and pages of the computer need a token', () => {
    env.EARSHOT_CONTAINER = 'earshot';
    config.allowedOrigins = ['http://localhost:3000'];
    expect(lines()['Programs here']).toMatch(/^ok: get in with a token/);
    expect(lines()['Web pages']).toMatch(/with a token only, also those of "allowedOrigins"/);
  });

  it('tells how other computers get in', () => {
    const others = () => lines()['Other computers'];
    expect(others()).toBe('ok: cannot reach Earshot, which listens on 127.0.0.1');
    config.allowedHosts = ['voice.example.com'];
    expect(others()).toMatch(/^ok: through a proxy here as voice\.example\.com: none gets in yet/);
    config.host = '0.0.0.0';
    expect(others()).toMatch(/^poor: none gets in yet: npm run pair.*; without TLS .* unencrypted$/);
    env.EARSHOT_CONTAINER = 'earshot';
    expect(others()).toMatch(
      /^ok: none gets in yet: .*; without TLS, publish the port on 127\.0\.0\.1 only$/,
    );
    delete env.EARSHOT_CONTAINER;
    store.tokens.add('phone');
    config.auth.token = 'correct-horse-battery';
    expect(others()).toMatch(/^poor: get in with 2 tokens or 0 paired keys;/);
    store.keys.add('', Buffer.alloc(32));
    config.tls = { cert: 'cert.pem', key: 'key.pem' };
    expect(others()).toBe('ok: get in with 2 tokens or 1 paired key');
  });

  it.each([
    [
      'a damaged file',
      () => writeFileSync(join(config.dataFolder!, 'auth/keys.json'), '{'),
      /keys\.json .* damaged/,
    ],
    ...(isWindows
      ? []
      : ([
          [
            'a file that others may read',
            () => chmodSync(join(config.dataFolder!, 'auth/tokens.json'), 0o644),
            /chmod 600 .*tokens\.json$/,
          ],
          [
            'a config file with a key that others may read',
            () => {
              const file = join(folder, 'earshot.config.json');
              writeFileSync(file, '{"llm":{"options":{"apiKey":"a-key"}}}');
              chmodSync(file, 0o644);
            },
            /^The config file .*: chmod 600 .*earshot\.config\.json$/,
          ],
        ] as [string, () => void, RegExp][])),
  ])('warns of %s, after the four lines', (_, spoil, problem) => {
    store.tokens.add('phone');
    spoil();
    const [finding, ...more] = check().slice(4);
    expect(finding).toMatchObject({ verdict: 'poor', what: 'Files with secrets' });
    expect(finding!.found).toMatch(problem);
    expect(more).toEqual([]);
  });
});
