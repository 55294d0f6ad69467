import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { WxtHooks } from 'wxt';
import { computerKeyId, OWN_EXTENSION } from '../backend/src/auth/credentials/computer-key.ts';
import { BUILD_FILE } from '../extension/lib/version/build-id.ts';
import config from '../wxt.config.ts';
import { BACKEND_KEY_FILE, writeBackendKey } from './backend-key.ts';

describe(writeBackendKey.name, () => {
  let folder: string;
  let extension: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'earshot-backend-key-'));
    extension = join(folder, 'extension');
    mkdirSync(extension);
    vi.stubEnv('EARSHOT_DATA', join(folder, 'data'));
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });

  const written = () =>
    JSON.parse(readFileSync(join(extension, BACKEND_KEY_FILE), 'utf8')) as { key_id: string; key: string };
  const kept = () => readFileSync(join(folder, 'data/auth/computer-key'), 'utf8').trim();

  it('gives the extension the key of the data folder, and the same again with the next build', () => {
    expect(writeBackendKey(extension, folder)).toBeUndefined();
    const first = written();
    expect(first).toEqual({ key_id: computerKeyId(kept()), key: kept() });
    expect(first.key).toMatch(/^[\w-]{43}$/);
    rmSync(extension, { recursive: true });
    mkdirSync(extension);
    writeBackendKey(extension, folder);
    expect(written()).toEqual(first);
  });

  it('gives each data folder a key of its own', () => {
    writeBackendKey(extension, folder);
    const { key } = written();
    expect(writeBackendKey(extension, folder, { EARSHOT_DATA: join(folder, 'other') })).toBeUndefined();
    expect(written().key).not.toBe(key);
  });

  it.skipIf(process.platform === 'win32')('closes the file to other users, also one that was open', () => {
    writeFileSync(join(extension, BACKEND_KEY_FILE), '{}', { mode: 0o644 });
    writeBackendKey(extension, folder);
    expect(statSync(join(extension, BACKEND_KEY_FILE)).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['data folder that is a file', () => writeFileSync(join(folder, 'data'), '')],
    [
      'damaged key',
      () => {
        mkdirSync(join(folder, 'data/auth'), { recursive: true });
        writeFileSync(join(folder, 'data/auth/computer-key'), 'x');
      },
    ],
    [
      'damaged config file',
      () => {
        vi.stubEnv('EARSHOT_DATA', '');
        writeFileSync(join(folder, 'earshot.config.json'), '{');
      },
    ],
  ])('says what is wrong with a %s, and what to do', (_, spoil) => {
    spoil();
    expect(writeBackendKey(extension, folder)).toMatch(
      /^The extension is not paired .*: .*[^.]\. Solve that .* npm run pair$/,
    );
    expect(() => written()).toThrow('ENOENT');
  });
});

describe('wxt.config.ts', () => {
  it("makes the id that the backend takes for the own extension's", () => {
    const { key } = config.manifest as { key: string };
    const digest = createHash('sha256').update(Buffer.from(key, 'base64')).digest('hex').slice(0, 32);
    const id = digest.replace(/./g, (digit) => 'abcdefghijklmnop'[parseInt(digit, 16)]!);
    expect(OWN_EXTENSION).toBe(`chrome-extension://${id}`);
  });

  it('writes the key into the folder that was built, and leaves it out of packages', async () => {
    const root = mkdtempSync(join(tmpdir(), 'earshot-wxt-'));
    const folder = join(root, 'extension');
    mkdirSync(folder);
    vi.stubEnv('EARSHOT_DATA', join(root, 'data'));
    const warn = vi.fn();
    const wxt = { config: { command: 'build', outDir: folder, root }, logger: { warn } };
    const build = () => (config.hooks as WxtHooks)['build:done'](wxt as never, undefined as never);
    await build();
    const key = readFileSync(join(folder, BACKEND_KEY_FILE), 'utf8');
    const id = readFileSync(join(folder, BUILD_FILE), 'utf8');
    expect(key).toContain('"key_id"');
    expect(warn).not.toHaveBeenCalled();
    expect(config.zip?.exclude).toContain(BACKEND_KEY_FILE);
    expect(JSON.stringify(config.manifest)).not.toContain('web_accessible_resources');
    vi.stubEnv('EARSHOT_DATA', join(root, 'other'));
    await build();
    expect(readFileSync(join(folder, BACKEND_KEY_FILE), 'utf8')).not.toBe(key);
    // Written before the id is made: a loaded extension then offers to reload itself.
    expect(readFileSync(join(folder, BUILD_FILE), 'utf8')).not.toBe(id);
    vi.unstubAllEnvs();
    rmSync(root, { recursive: true });
  });
});
