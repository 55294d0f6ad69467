import { randomBytes } from 'node:crypto';
import { ProtocolClient } from '../../e2e/harness/protocol-client.ts';

const AT_ONCE = 50;

/** @returns how many of that many sessions were started; the others were told that the backend is full */
export async function startSessions(
  url: string,
  count: number,
): Promise<{ started: number; refused: number }> {
  const clients = await each(count, async () => {
    const client = await ProtocolClient.connect(url);
    client.command('session_start', { greeting: false });
    const is = (type: string) => client.received.some((message) => message.type === type);
    await client.waitFor(
      (message): message is never => message.type === 'error' || message.type === 'data',
      'an answer',
    );
    return { client, started: !is('error') };
  });
  for (const { client } of clients) client.socket.terminate();
  const started = clients.filter((one) => one.started).length;
  return { started, refused: clients.length - started };
}

/** @returns how many of that many dropped connections were resumed */
export async function resumeSessions(url: string, sessions: number, rounds: number): Promise<number> {
  const resumed = await each(sessions, async () => {
    let count = 0;
    let client = await ProtocolClient.connect(url);
    client.command('session_start', { greeting: false });
    const { resume_token } = await client.data('session');
    for (let round = 0; round < rounds; round++) {
      client.socket.terminate();
      client = await ProtocolClient.connect(url);
      client.command('session_start', { resume_token });
      if ((await client.data('session')).resumed) count++;
    }
    client.socket.terminate();
    return count;
  });
  return resumed.reduce((sum, count) => sum + count, 0);
}

/** @returns how many guessed tokens were accepted */
export async function guessTokens(url: string, count: number): Promise<number> {
  const accepted = await each(count, async () => {
    const client = await ProtocolClient.connect(url);
    const resume_token = randomBytes(32).toString('base64url');
    client.command('session_start', { resume_token, greeting: false });
    const { resumed } = await client.data('session');
    client.socket.terminate();
    return resumed;
  });
  return accepted.filter(Boolean).length;
}

/** @returns how many sessions took a language of 900 KB */
export async function startWithLongLanguage(url: string, count: number): Promise<number> {
  const language = `en${'-aaaaaaaa'.repeat(100_000)}`;
  const taken = await each(count, async () => {
    const client = await ProtocolClient.connect(url);
    client.command('session_start', { language });
    const answer = await client.waitFor((message): message is never => message.type !== 'audio', 'an answer');
    client.socket.terminate();
    return (answer as { type: string }).type !== 'error';
  });
  return taken.filter(Boolean).length;
}

/** Opens connections that do nothing. @returns how many the backend accepted at first */
export async function openIdle(url: string, count: number): Promise<number> {
  const clients = await each(count, () => ProtocolClient.connect(url).catch(() => undefined));
  for (const client of clients) client?.socket.terminate();
  return clients.filter(Boolean).length;
}

/** Runs an action that many times, some at once. */
async function each<T>(count: number, action: () => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  const worker = async () => {
    while (count-- > 0) results.push(await action());
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}
