import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { redact } from '../common/log/redact.js';
import { openConfigWarning } from './open-config-file.js';
import { ConfigFolder } from './testing/config-folder.js';

const TOKEN = 'correct-horse-battery';
const OTHER = 'another-horse-battery';
const isWindows = process.platform === 'win32';

describe('the settings of auth', () => {
  const folder = new ConfigFolder();
  const { load, problemsOf } = folder;

  /** Writes a token's file into the folder. @returns its path */
  const write = (name: string, text: string, mode = 0o600) => {
    const path = join(folder.path, name);
    writeFileSync(path, text);
    chmodSync(path, mode);
    return path;
  };

  it.each([
    ['by default', {}, {}, {}],
    ['with a token', { token: TOKEN }, {}, { token: TOKEN }],
    ['with a token in the environment', undefined, { EARSHOT_TOKEN: TOKEN }, { token: TOKEN }],
    ['with white space around it', {}, { EARSHOT_TOKEN: ` ${TOKEN}\n` }, { token: TOKEN }],
    ['with a token in both', { token: OTHER }, { EARSHOT_TOKEN: TOKEN }, { token: TOKEN }],
    ['with an empty variable', { token: TOKEN }, { EARSHOT_TOKEN: ' ' }, { token: TOKEN }],
    ['with a placeholder', { token: '${env:MINE}' }, { MINE: TOKEN }, { token: TOKEN }],
    ['with a file', { tokenFile: 'token' }, {}, { tokenFile: 'token' }],
    ['with a file in the environment', {}, { EARSHOT_TOKEN_FILE: 'token' }, { tokenFile: 'token' }],
    ['with a token that replaces a file', { tokenFile: 'gone' }, { EARSHOT_TOKEN: TOKEN }, { token: TOKEN }],
    [
      'with a file that replaces a token',
      { token: OTHER },
      { EARSHOT_TOKEN_FILE: 'token' },
      { tokenFile: 'token' },
    ],
  ])('are read %s', async (_, auth, env, expected: { token?: string; tokenFile?: string }) => {
    write('token', `${TOKEN}\n`);
    const config = await load({ auth: auth && { loopback: 'paired', ...auth } }, env);
    expect(config.auth).toEqual({
      loopback: auth ? 'paired' : 'open',
      token: expected.token,
      tokenFile: expected.tokenFile && join(folder.path, expected.tokenFile),
    });
    if (expected.token) expect(redact(`it is ${expected.token}.`)).toBe('it is [hidden].');
  });

  it.each([
    ['a short token', { token: 'hunter2' }, {}, 'auth.token: a hidden value, must be longer than'],
    [
      'a short one in the environment',
      {},
      { EARSHOT_TOKEN: 'hunter2' },
      'a hidden value in EARSHOT_TOKEN, must',
    ],
    ['one of two words', { token: 'correct horse battery' }, {}, 'must be one word of printable ASCII'],
    ['one in Greek', {}, { EARSHOT_TOKEN: 'σωστόάλογομπαταρία' }, 'must be one word of printable ASCII'],
    ['a number', { token: 1234567890123456 }, {}, 'auth.token: a hidden value, must'],
    ['two', { token: TOKEN, tokenFile: 'token' }, {}, 'set either auth.token or auth.tokenFile, not both'],
    ['two in the environment', {}, { EARSHOT_TOKEN: TOKEN, EARSHOT_TOKEN_FILE: 'x' }, 'not both'],
    ['a file that is missing', { tokenFile: 'gone' }, {}, 'found "gone", which cannot be read (ENOENT)'],
    [
      'a missing one in the environment',
      {},
      { EARSHOT_TOKEN_FILE: 'gone' },
      'found "gone" in EARSHOT_TOKEN_FILE, which cannot be read (ENOENT)',
    ],
    ['an empty file', { tokenFile: 'empty' }, {}, 'found "empty", which is empty'],
    ['a short file', { tokenFile: 'short' }, {}, 'which is too short for a token: it needs 16 characters'],
    ['a file of two words', { tokenFile: 'words' }, {}, 'which holds more than one word of printable ASCII'],
    ['a huge file', { tokenFile: 'huge' }, {}, 'which is too large for a secret'],
    ['a folder', { tokenFile: 'folder' }, {}, 'which is no file'],
    ['an empty path', { tokenFile: '' }, {}, 'auth.tokenFile: found "", should not be empty'],
    ['no object', 'open', { EARSHOT_TOKEN: TOKEN }, 'auth: found "open", must be an object'],
  ])('are refused with %s, which is not shown', async (_, auth, env, problem) => {
    write('empty', ' \n');
    write('short', 'hunter2');
    write('words', 'correct horse battery');
    write('huge', 'x'.repeat(20_000));
    mkdirSync(join(folder.path, 'folder'));
    const message = await problemsOf({ auth }, env);
    expect(message).toContain(problem);
    expect(message).not.toMatch(/hunter2|horse|σωστό|1234567/);
  });

  it.skipIf(isWindows).each([0o644, 0o640, 0o604, 0o660])(
    'refuse a file of the mode %o, and say how to close it',
    async (mode) => {
      const path = write('open', TOKEN, mode);
      const message = await problemsOf({ auth: { tokenFile: 'open' } });
      expect(message).toContain(`which may be read by other users: chmod 600 ${path}`);
    },
  );

  it.skipIf(isWindows)('take a link to a file, as Kubernetes mounts secrets', async () => {
    symlinkSync(write('data', TOKEN), join(folder.path, 'link'));
    const { auth } = await load({ auth: { tokenFile: 'link' } });
    expect(auth.tokenFile).toBe(join(folder.path, 'link'));
  });
});

describe(openConfigWarning.name, () => {
  const folder = new ConfigFolder();
  const warning = (content: unknown, mode: number) => {
    writeFileSync(folder.file, JSON.stringify(content));
    chmodSync(folder.file, mode);
    return openConfigWarning({ EARSHOT_CONFIG: folder.file });
  };

  it.skipIf(isWindows).each([
    ['a key of a vendor', { llm: { options: { apiKey: 'plain-word' } } }],
    ['one of a fallback', { stt: { fallbacks: [{ provider: 'deepgram', options: { apiKey: 'x1' } }] } }],
    ['one of a profile', { profiles: { office: { tts: { options: { apiKey: 'x1' } } } } }],
    ['a default of a placeholder', { llm: { options: { apiKey: '${env:KEY|sk-abcdefgh1234}' } } }],
    ['a token', { auth: { token: TOKEN } }],
    ['a key under another name', { llm: { options: { headers: { 'x-auth': 'sk-abcdefgh1234' } } } }],
    ['a password in an address', { llm: { options: { baseURL: 'https://me:hush@x.test/v1' } } }],
  ])('warns of a file with %s that others may read', (_, content) => {
    for (const mode of [0o644, 0o640, 0o604])
      expect(warning(content, mode)).toMatch(
        /^The config file .* holds a key or a token, .*: chmod 600 .*own\.json$/,
      );
    expect(warning(content, 0o600)).toBeUndefined();
  });

  it.each([
    ['settings', { port: 1, llm: { provider: 'openai', options: { model: 'gpt-5' } } }],
    ['placeholders', { llm: { options: { apiKey: '${env:KEY}' } }, auth: { token: '${env:T|}' } }],
    [
      'a file of a token, and one of a key',
      { auth: { tokenFile: '/x' }, tls: { key: '/key.pem', cert: '/c' } },
    ],
  ])('is silent on a file with nothing but %s', (_, content) => {
    expect(warning(content, 0o644)).toBeUndefined();
  });

  it('is silent without a file', () => {
    expect(openConfigWarning({}, folder.path)).toBeUndefined();
  });
});
