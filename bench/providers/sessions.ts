/** Many people at once on emulated cloud providers, against one alone in the same run. */
import type { AudioMessage, ServerMessage } from '#protocol';
import { startBackend, type Backend } from '../../e2e/harness/backend.ts';
import { speak } from '../../e2e/harness/microphone.ts';
import { ProtocolClient } from '../../e2e/harness/protocol-client.ts';
import { fixturePcm, speechFixtures } from '../../testing/speech-fixtures.ts';
import { percentile } from '../lib/stats.ts';
import type { EmulatedChoices } from './emulated.ts';

export interface Crowd {
  /** End of speech to first audio of one person alone, ms. */
  alone: number[];
  /** The same of everybody together. */
  together: number[];
  /** Turns that got no answer. */
  unanswered: number;
}

const isAudio = (message: ServerMessage): message is AudioMessage => message.type === 'audio';

const fixture = speechFixtures('clean')[0]!;
const pcm = fixturePcm(fixture);

/** Far beyond any answer that counts. */
const TIME_LIMIT_MS = 15_000;

export async function measureCrowd(
  { stt, llm, tts }: EmulatedChoices,
  { sessions, turns }: { sessions: number; turns: number },
): Promise<Crowd> {
  const backend = await startBackend({
    config: {
      // Those that were left are kept for a while.
      maxSessions: sessions + 10,
      stt: stt.delayed,
      // The skills would answer by themselves.
      llm: { ...llm.delayed, skills: false },
      tts: tts.delayed,
      conversation: {
        greeting: '',
        // The pause before a reply is a policy, and not what is measured.
        endpointing: { completeDelayMs: 0, delayMs: 0, openDelayMs: 0 },
      },
    },
  });
  try {
    await backend.ready();
    // The first turns pay for compiling.
    await person(backend, 3, 0);
    const alone = await person(backend, turns * 3, 0);
    const spreadMs = fixture.durationMs + 2_000;
    const all = await Promise.all(
      Array.from({ length: sessions }, (_, i) => person(backend, turns, (spreadMs * i) / sessions)),
    );
    const together = all.flat().filter(Number.isFinite);
    return { alone, together, unanswered: all.flat().length - together.length };
  } finally {
    await backend.stop();
  }
}

/** Added by the crowd to what one person alone waits for. */
export function addedMs({ alone, together }: Crowd, p: number): number {
  return percentile(together, p) - percentile(alone, 0.5);
}

/** Somebody who asks the same again and again. @returns end of speech to first audio, NaN where there was none */
async function person(backend: Backend, turns: number, delayMs: number): Promise<number[]> {
  await new Promise((resolve) => setTimeout(resolve, delayMs));
  const client = await ProtocolClient.connect(backend.url);
  client.command('session_start', { client: 'bench', greeting: false });
  await client.data('session');
  const waits: number[] = [];
  for (let turn = 0; turn < turns; turn++) {
    const from = client.received.length;
    const microphone = speak(client, pcm);
    const audio = await client
      .waitFor(isAudio, 'audio', { from, timeoutMs: TIME_LIMIT_MS })
      .catch(() => undefined);
    const at = audio ? client.receivedAt[client.received.indexOf(audio)]! : NaN;
    waits.push(at - microphone.startedAt - fixture.speechEndMs);
    // Whoever is answered listens for a while.
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    microphone.stop();
  }
  await client.close();
  return waits;
}
