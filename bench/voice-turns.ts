/** Spoken turns against the built backend, paced in real time: what is heard, and how soon it answers. */
import { concatPcm } from '#audio';
import { startBackend, type Backend } from '../e2e/harness/backend.ts';
import { normalised, speak } from '../e2e/harness/microphone.ts';
import { ProtocolClient } from '../e2e/harness/protocol-client.ts';
import { residentMiB } from './lib/process.ts';
import { fixturePcm, speechFixtures, type SpeechFixture } from '../testing/speech-fixtures.ts';
import { clicks, pinkNoise, silence } from './lib/noises.ts';
import { median, percentile } from './lib/stats.ts';
import { atLeast, atMost, type Row } from './lib/table.ts';

const fixtures = speechFixtures();

export interface Turn {
  fixture: SpeechFixture;
  heard: string;
  /** From the start of speech. NaN: there was none. */
  firstPartialMs: number;
  /** From the end of speech. NaN: there was none. */
  firstAudioMs: number;
  /** It was answered, or taken for two turns, before all of it was said. */
  cutOff: boolean;
}

async function turn(url: string, fixture: SpeechFixture): Promise<Turn> {
  const client = await ProtocolClient.connect(url);
  client.command('session_start', { client: 'bench', greeting: false });
  await client.data('session');
  const microphone = speak(client, fixturePcm(fixture));
  const after = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms).unref());
  // Not before all of it was said, whatever was answered before.
  const answered = async () => {
    await after(fixture.speechEndMs);
    const said = client.received.length;
    await client.data('metrics', () => true, said).catch(() => undefined);
  };
  await Promise.race([answered(), after(fixture.durationMs + 6_000)]);
  microphone.stop();
  const at = (fits: (message: (typeof client.received)[number]) => boolean, zeroMs: number) =>
    (client.receivedAt[client.received.findIndex(fits)] ?? NaN) - microphone.startedAt - zeroMs;
  const userTexts = client.received.flatMap((message) =>
    message.type === 'data' && message.name === 'text_data' && message.data.role === 'user'
      ? [message.data]
      : [],
  );
  const ended = userTexts.filter(({ is_final }) => is_final);
  const firstAudioMs = at((m) => m.type === 'audio', fixture.speechEndMs);
  const result = {
    fixture,
    heard: ended.at(-1)?.text ?? '',
    firstPartialMs: at(
      (m) => m.type === 'data' && m.name === 'text_data' && m.data.role === 'user',
      fixture.speechStartMs,
    ),
    firstAudioMs,
    cutOff: firstAudioMs < 0 || new Set(ended.map(({ turn_id }) => turn_id)).size > 1,
  };
  await client.close();
  return result;
}

const exact = ({ heard, fixture }: Turn): boolean => normalised(heard) === normalised(fixture.text);

export async function benchVoiceTurns(): Promise<Row[]> {
  const startedAt = performance.now();
  const backend = await startBackend();
  const listenMs = performance.now() - startedAt;
  try {
    await backend.ready();
    await warmUp(backend);
    const turns: Turn[] = [];
    let after20Mib = NaN;
    for (const fixture of fixtures) {
      const result = await turn(backend.url, fixture);
      turns.push(result);
      if (turns.length === 20) after20Mib = residentMiB(backend.process.pid!);
      console.log(
        `${exact(result) ? ' ' : 'X'} ${fixture.noise.padEnd(6)} first partial ${Math.round(result.firstPartialMs)} ms, ` +
          `first audio ${Math.round(result.firstAudioMs)} ms: ${result.heard}${exact(result) ? '' : ` (${fixture.text})`}`,
      );
    }
    const clean = turns.filter(({ fixture }) => fixture.noise === 'clean');
    const audio = turns.map(({ firstAudioMs }) => firstAudioMs).filter(Number.isFinite);
    const partials = turns.map(({ firstPartialMs }) => firstPartialMs).filter(Number.isFinite);
    const together = await fourAtOnce(backend.url);
    return [
      atLeast('transcripts exact, clean', clean.filter(exact).length, 9, clean.length),
      atLeast('transcripts exact, all noises', turns.filter(exact).length, 24, turns.length),
      atLeast('turns answered aloud', audio.length, turns.length, turns.length),
      atMost('turns cut off', turns.filter(({ cutOff }) => cutOff).length, 0, `of ${turns.length}`),
      atMost(
        'turns begun by silence, noise and clicks',
        await turnsOfNoise(backend.url),
        0,
        `in ${NOISES_S} s`,
      ),
      atMost('end of speech to first answer audio, median', median(audio), 450),
      atMost('end of speech to first answer audio, p95', percentile(audio, 0.95), 900),
      atMost('speech start to first partial, median', median(partials), 400),
      atMost('speech start to first partial, p95', percentile(partials, 0.95), 400),
      atMost('start to listening', listenMs, 3_000),
      atMost('memory (RSS) after 20 turns', after20Mib, 450, 'MiB'),
      atMost('four sessions at once: first audio, median', median(together), 1_500),
      atMost('four sessions at once: first audio, p95', percentile(together, 0.95), 1_500),
    ];
  } finally {
    await backend.stop();
  }
}

/** The first turn of a process pays for compiling: not what is measured here. */
async function warmUp(backend: Backend): Promise<void> {
  await turn(backend.url, fixtures[0]!);
}

const NOISES_S = 30;

/** Turns that a session begins without speech: user texts and answers both count. */
async function turnsOfNoise(url: string): Promise<number> {
  const third = (NOISES_S / 3) * 1_000;
  const sounds = [silence(third), pinkNoise(third / 2, 300), pinkNoise(third / 2, 3_000), clicks(third)];
  const client = await ProtocolClient.connect(url);
  client.command('session_start', { client: 'bench', greeting: false });
  await client.data('session');
  const microphone = speak(client, concatPcm(sounds));
  await new Promise((resolve) => setTimeout(resolve, (NOISES_S + 2) * 1_000));
  microphone.stop();
  const begun = client.received.flatMap((message) => {
    if (message.type === 'audio') return [message.metadata.turn_id];
    return message.type === 'data' && message.name === 'text_data' ? [message.data.turn_id] : [];
  });
  await client.close();
  return new Set(begun).size;
}

/** Five rounds of four people who speak at the same time. */
async function fourAtOnce(url: string): Promise<number[]> {
  const clean = fixtures.filter(({ noise }) => noise === 'clean');
  const all: number[] = [];
  for (let round = 0; round < 5; round++) {
    const four = [0, 1, 2, 3].map((i) => clean[(round * 2 + i) % clean.length]!);
    const turns = await Promise.all(four.map((fixture) => turn(url, fixture)));
    all.push(...turns.map(({ firstAudioMs }) => (Number.isFinite(firstAudioMs) ? firstAudioMs : Infinity)));
  }
  return all;
}
