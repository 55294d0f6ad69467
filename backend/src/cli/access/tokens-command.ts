import { parseArgs } from 'node:util';
import type { CredentialStore } from '../../auth/credentials/credential-store.js';
import { ownCommand } from '../../common/command-line.js';
import { utcDay } from '../../common/clock/utc-day.js';
import { CommandError } from './run-command.js';
import { table } from './table.js';

const USAGE = table(
  [`usage: ${ownCommand('tokens')}`, 'lists the tokens and the paired browsers'],
  [
    [`       ${ownCommand('tokens -- add <name> [--days <number>]')}`, 'makes a token, which is shown once'],
    [`       ${ownCommand('tokens -- revoke <id or name>')}`, 'takes back a token, or the key of a browser'],
  ],
);

/** Ten years. */
const MAX_DAYS = 3_650;

/** @returns what to print */
export function tokensCommand(words: string[], store: CredentialStore): string {
  const { help, days, command, names } = parse(words);
  if (help) return USAGE;
  if (command !== 'add' && days !== undefined) throw new CommandError(`--days belongs to add.\n${USAGE}`);
  if (command === undefined || (command === 'list' && names.length === 0)) return list(store);
  if (command !== 'add' && command !== 'revoke')
    throw new CommandError(`There is no command "${command}".\n${USAGE}`);
  const [name] = names;
  if (name === undefined || names.length > 1) {
    const what =
      name === undefined ? 'Name the token' : 'Name one token; put quotation marks around a name with spaces';
    throw new CommandError(`${what}.\n${USAGE}`);
  }
  return command === 'add' ? add(store, name, days) : revoke(store, name);
}

function parse(words: string[]) {
  const options = { days: { type: 'string' }, help: { type: 'boolean', short: 'h' } } as const;
  try {
    const { values, positionals } = parseArgs({ args: words, options, allowPositionals: true });
    const [command, ...names] = positionals;
    return { ...values, command, names };
  } catch (error) {
    const [problem] = (error as Error).message.split('. ');
    throw new CommandError(`${problem}.\n${USAGE}`);
  }
}

function list({ tokens, keys, computerKey }: CredentialStore): string {
  const tokenRows = tokens
    .list()
    .map((each) => [
      each.id,
      each.name,
      utcDay(each.created_at),
      expiry(each.expires_at, tokens.isValid(each)),
    ]);
  const keyRows = [
    ...(computerKey
      ? [[computerKey.id, `${computerKey.origin} (built on this computer)`, 'by the build', 'this computer']]
      : []),
    ...keys
      .list()
      .map(({ id, origin, created_at, from = '' }) => [
        id,
        origin || '(a program)',
        minuteOf(created_at),
        from,
      ]),
  ];
  return [
    tokenRows.length > 0
      ? table(['token', 'name', 'made', 'expires'], tokenRows)
      : `There are no tokens. Make one: ${ownCommand('tokens -- add <name>')}`,
    keyRows.length > 0
      ? table(['key', 'paired with', 'made', 'from'], keyRows)
      : `No browser is paired. Make a code for it: ${ownCommand('pair')}`,
  ].join('\n\n');
}

function add(store: CredentialStore, name: string, days: string | undefined): string {
  if (days !== undefined && !(/^\d{1,4}$/.test(days) && Number(days) >= 1 && Number(days) <= MAX_DAYS))
    throw new CommandError(`--days must be a whole number from 1 to ${MAX_DAYS}, but is ${days}.`);
  const { token, saved, isWritten } = store.tokens.add(name, days === undefined ? undefined : Number(days));
  if (!isWritten) throw new CommandError('So there is no new token.');
  const lasts = saved.expires_at === null ? 'until you revoke it' : `to ${utcDay(saved.expires_at)}`;
  return `The token "${name}", which is shown only now, is valid ${lasts}:

  ${token}

Programs send it as a header: Authorization: Bearer <token>. docs/protocol.md has ways for browsers.
To take it back: ${ownCommand(`tokens -- revoke ${saved.id}`)}`;
}

function revoke(store: CredentialStore, name: string): string {
  const { tokens, keys, computerKey } = store;
  const token = tokens.list().find((each) => each.id === name || each.name === name);
  if (token) return done(tokens.remove(token.id), `The token "${token.name}" is revoked. ${ENDS}`);
  if (keys.has(name)) return done(keys.remove(name), `The key ${name} is revoked. ${ENDS}`);
  if (computerKey?.id === name) {
    const again = 'The next build makes another key: npm start, then reload the extension.';
    return done(store.removeComputerKey(), `The key ${name} is revoked. ${ENDS}\n${again}`);
  }
  throw new CommandError(`There is no token and no key "${name}". To see them: ${ownCommand('tokens')}`);
}

const ENDS = 'Connections that use it end within 15 seconds.';

function done(isWritten: boolean, text: string): string {
  if (!isWritten) throw new CommandError('So it is not revoked.');
  return text;
}

/** In the computer's own time zone: a person compares it with what they did. */
const minuteOf = (ms: number): string =>
  new Date(ms).toLocaleString('sv-SE', { dateStyle: 'short', timeStyle: 'short' });

const expiry = (ms: number | null, isValid: boolean): string =>
  typeof ms !== 'number' ? 'never' : isValid ? utcDay(ms) : `${utcDay(ms)} (expired)`;
