import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { computerKeyId, ensureComputerKey } from '../../auth/credentials/computer-key.js';
import { CredentialStore } from '../../auth/credentials/credential-store.js';
import { TokenError } from '../../auth/credentials/token-list.js';
import { FakeClock } from '../../common/clock/testing/fake-clock.js';
import { pairCommand } from './pair-command.js';
import { CommandError, runCommand } from './run-command.js';
import { tokensCommand } from './tokens-command.js';

const DAY_MS = 24 * 60 * 60_000;
const ORIGIN = 'chrome-extension://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa';

let folder: string;
let clock: FakeClock;
let problems: string[];
let store: CredentialStore;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-commands-'));
  clock = new FakeClock(new Date('2026-11-29T12:00:00Z'));
  problems = [];
  store = new CredentialStore(folder, (problem) => problems.push(problem), clock);
});
afterEach(() => rmSync(folder, { recursive: true }));

const tokens = (...words: string[]) => tokensCommand(words, store);
/** Makes a token. @returns its text and its id */
function made(...words: string[]) {
  const [, token, id] = /\n {2}(earshot_[\w-]{43})\n[^]* revoke (\w+)$/.exec(tokens('add', ...words))!;
  return { token: token!, id: id! };
}

describe(tokensCommand.name, () => {
  it('says what to do where there is nothing', () => {
    expect(tokens()).toBe(
      'There are no tokens. Make one: npm run tokens -- add <name>\n\nNo browser is paired. Make a code for it: npm run pair',
    );
  });

  it('makes tokens, and lists them without their texts', () => {
    const phone = made('phone');
    const robot = made('my robot', '--days', '30');
    clock.advance(DAY_MS);
    expect(store.tokens.find(phone.token)).toBe(phone.id);
    expect(store.tokens.find(robot.token)).toBe(robot.id);
    const [listed] = tokens('list').split('\n\n');
    expect(listed!.split('\n').map((line) => line.split(/ {2,}/))).toEqual([
      ['token', 'name', 'made', 'expires'],
      [phone.id, 'phone', '2026-11-29', 'never'],
      [robot.id, 'my robot', '2026-11-29', '2026-12-29'],
    ]);
    clock.advance(30 * DAY_MS);
    expect(tokens()).toContain('2026-12-29 (expired)');
    expect(store.tokens.find(robot.token)).toBeUndefined();
  });

  it('lists keys with whom they are for, and nothing that could change a terminal', () => {
    const key = ensureComputerKey(folder);
    const id = store.keys.add(ORIGIN, Buffer.alloc(32), '192.168.1.7');
    store.keys.add('', Buffer.alloc(32));
    store.keys.add('http://a\u001b[2J\nb\u202e', Buffer.alloc(32));
    const listed = tokens();
    expect(listed).toMatch(
      new RegExp(
        `${computerKeyId(key)} .*plgegol.* \\(built on this computer\\) +by the build +this computer\n`,
      ),
    );
    expect(listed).toMatch(new RegExp(`\n${id} +${ORIGIN} +2026-11-29 \\d\\d:\\d\\d +192\\.168\\.1\\.7\n`));
    expect(listed).toMatch(/\(a program\)[^]*http:\/\/a�\[2J�b�/);
    expect(listed).not.toContain(key);
  });

  it('revokes a token by its name or its id, and a key by its id', () => {
    const a = made('a');
    const b = made('b');
    const key = store.keys.add(ORIGIN, Buffer.alloc(32));
    const computer = computerKeyId(ensureComputerKey(folder));
    expect(tokens('revoke', 'a')).toMatch(/"a" is revoked\. Connections that use it end within 15 seconds/);
    expect([a, b].map(({ token }) => store.tokens.find(token))).toEqual([undefined, b.id]);
    tokens('revoke', b.id);
    expect(store.tokens.find(b.token)).toBeUndefined();
    tokens('revoke', key);
    expect(store.keys.has(key)).toBe(false);
    expect(tokens('revoke', computer)).toContain('npm start, then reload the extension');
    expect(store.computerKey).toBeUndefined();
    for (const gone of ['a', b.id, key, computer])
      expect(() => tokens('revoke', gone)).toThrow(`There is no token and no key "${gone}"`);
  });

  it.each([
    ['an unknown option', ['--all'], "Unknown option '--all'.\nusage:"],
    ['an unknown command', ['remove', 'x'], 'There is no command "remove".\nusage:'],
    ['no name', ['add'], 'Name the token.'],
    ['no name to revoke', ['revoke'], 'Name the token.'],
    ['two names', ['add', 'my', 'robot'], 'put quotation marks around a name with spaces'],
    ['days without a number', ['add', 'x', '--days'], 'argument missing'],
    ['no days', ['add', 'x', '--days', '0'], '--days must be a whole number from 1 to 3650, but is 0.'],
    ['half a day', ['add', 'x', '--days', '0.5'], 'but is 0.5.'],
    ['negative days', ['add', 'x', '--days=-1'], 'but is -1.'],
    ['too many days', ['add', 'x', '--days', '3651'], 'but is 3651.'],
    ['days as a word', ['add', 'x', '--days', 'one'], 'but is one.'],
    ['days for another command', ['revoke', 'x', '--days', '1'], '--days belongs to add.'],
  ])('explains %s', (_, words, problem) => {
    expect(() => tokens(...words)).toThrow(CommandError);
    expect(() => tokens(...words)).toThrow(problem);
    expect(store.tokens.list()).toEqual([]);
  });

  it.each([
    ['an empty name', ''],
    ['a name of spaces', '  '],
    ['two lines', 'a\nb'],
    ['a terminal command', 'a\u001b[2J'],
    ['a long name', 'x'.repeat(61)],
    ['a name that is taken', 'taken'],
  ])('makes no token with %s', (_, name) => {
    made('taken');
    expect(() => tokens('add', name)).toThrow(TokenError);
    expect(store.tokens.list()).toHaveLength(1);
  });

  it('makes a hundred tokens at most, and forgets expired ones for a new one', () => {
    for (let i = 0; i < 100; i++) store.tokens.add(`${i}`, i < 2 ? 1 : undefined);
    expect(() => tokens('add', 'one more')).toThrow('There are 100 tokens already. Revoke one first.');
    clock.advance(DAY_MS);
    tokens('add', 'one more');
    expect(store.tokens.list()).toHaveLength(99);
  });

  it.each(['--help', '-h'])('explains itself: %s', (word) => {
    expect(tokens(word)).toMatch(/^usage: npm run tokens/);
  });

  it('claims no token that could not be written', () => {
    writeFileSync(join(folder, 'auth'), '');
    expect(() => tokens('add', 'phone')).toThrow('So there is no new token.');
    expect(problems.join()).toContain('tokens.json');
  });
});

describe(pairCommand.name, () => {
  it('makes a code that the backend takes', async () => {
    const [, code] = /^The pairing code is ([0-9A-Z]{8})\. .* within 10 minutes/.exec(
      await pairCommand([], store),
    )!;
    expect(code).toBeDefined();
    expect(new CredentialStore(folder, expect.fail, clock).pairing.secret()).toBeDefined();
  });

  it('explains itself, and refuses what it does not know', async () => {
    expect(await pairCommand(['--help'], store)).toMatch(/^usage: npm run pair/);
    await expect(pairCommand(['--now'], store)).rejects.toThrow('takes no options, but got --now.\nusage:');
    expect(store.pairing.secret()).toBeUndefined();
  });

  it('claims no code that could not be written', async () => {
    writeFileSync(join(folder, 'auth'), '');
    await expect(pairCommand([], store)).rejects.toThrow('So there is no new code.');
    expect(problems.join()).toContain('pairing.json');
  });
});

describe(runCommand.name, () => {
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
    process.exitCode = undefined;
  });

  it.each([
    ['a command error', () => Promise.reject(new CommandError('No such token.')), 'No such token.'],
    ['a token error', () => Promise.reject(new TokenError('Too many.')), 'Too many.'],
  ])('prints %s without a stack, and fails', async (_, command, message) => {
    vi.stubEnv('EARSHOT_DATA', folder);
    const error = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    await runCommand(command);
    expect(error.mock.calls).toEqual([[message]]);
    expect(process.exitCode).toBe(1);
  });

  it('works in the data folder of the backend', async () => {
    vi.stubEnv('EARSHOT_DATA', folder);
    vi.stubGlobal('process', Object.assign(Object.create(process), { argv: ['node', 'x', 'a', 'b'] }));
    const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
    await runCommand((words, opened) => `${words.join()} ${opened.tokens.add('x').isWritten}`);
    vi.unstubAllGlobals();
    expect(log.mock.calls).toEqual([['a,b true']]);
    expect(store.tokens.list()).toHaveLength(1);
  });
});
