/** An extension from elsewhere, which is paired by a code and then speaks to a backend. */
import { authenticate, pair } from '../../e2e/harness/handshake/client-handshake.ts';
import { EXTENSION_ORIGIN, type SharedKey } from '../../e2e/harness/handshake/extension-key.ts';
import { codeIn } from '../../e2e/harness/handshake/printed-code.ts';
import { normalised, speak } from '../../e2e/harness/microphone.ts';
import { ProtocolClient } from '../../e2e/harness/protocol-client.ts';
import type { ServerMessage } from '#protocol';
import { fixturePcm, speechFixtures } from '../../testing/speech-fixtures.ts';

const QUESTION = speechFixtures('clean').find(({ text }) => text === 'what is twenty three times seventeen')!;

/** Its answer takes 6 s: longer than it takes to stop a container, and less than the 10 s that a call is given then. */
const LONG_ANSWER = 'what is 123456 times 2';

/** What tells how well a spoken turn went. */
export interface SpokenTurn {
  isHeard: boolean;
  isAnswered: boolean;
  /** From the end of speech to the first sound of the answer, as the backend tells it. */
  firstAudioMs: number;
  /** From the end of speech until the whole answer was sent, which is done nearly as slowly as it is played. */
  totalMs: number;
}

const connect = (url: string): Promise<ProtocolClient> =>
  ProtocolClient.connect(url, { headers: { origin: EXTENSION_ORIGIN } });

/** @param printed by the backend @throws Error if there is no code in it, or the backend does not take it */
export async function pairWith(url: string, printed: string): Promise<SharedKey> {
  const code = codeIn(printed);
  if (code === undefined) throw new Error(`The backend has printed no pairing code:\n${printed}`);
  const client = await connect(url);
  const key = await pair(client, code, EXTENSION_ORIGIN);
  await client.close();
  return key;
}

async function call(url: string, key: SharedKey): Promise<ProtocolClient> {
  const client = await connect(url);
  await authenticate(client, key, EXTENSION_ORIGIN);
  client.command('session_start', { client: 'image test', greeting: false });
  await client.data('session');
  return client;
}

/** Says one question in a session of its own. @throws Error if there is no answer */
export async function speakTurn(url: string, key: SharedKey): Promise<SpokenTurn> {
  const client = await call(url, key);
  const microphone = speak(client, fixturePcm(QUESTION));
  try {
    const question = await client.finalText('user');
    const answer = await client.finalText('assistant');
    const { tts_first_audio_ms: firstAudioMs = NaN, total_ms: totalMs = NaN } = await client.data('metrics');
    return {
      isHeard: normalised(question.text) === normalised(QUESTION.text),
      isAnswered: answer.text.includes('391') && client.pcmOf(answer.turn_id).some((sample) => sample !== 0),
      firstAudioMs,
      totalMs,
    };
  } finally {
    microphone.stop();
    await client.close();
  }
}

/** How a call ended whose backend was stopped while it answered. */
export interface StoppedCall<Stopped> {
  /** All of the answer came, after the backend was told to stop. */
  isWhole: boolean;
  closeCode: number;
  stopped: Stopped;
}

/** @param stop stops the backend, once the answer's first sound has come */
export async function stopWhileAnswering<Stopped>(
  url: string,
  key: SharedKey,
  stop: () => Promise<Stopped>,
): Promise<StoppedCall<Stopped>> {
  const client = await call(url, key);
  client.command('text_input', { text: LONG_ANSWER });
  await client.waitFor((message) => message.type === 'audio', 'the answer');
  const count = client.received.length;
  const stopped = await stop();
  const { code: closeCode } = await client.closed;
  const isCommand = (name: string) => (message: ServerMessage) =>
    message.type === 'cmd' && message.name === name;
  const endedAt = client.received.findIndex(isCommand('audio_end'));
  return { isWhole: endedAt >= count && !client.received.some(isCommand('flush')), closeCode, stopped };
}
