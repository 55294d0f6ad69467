/** Many users at once on emulated cloud providers, compared with one user in the same run. */
import type { AudioMessage, ServerMessage } from '#protocol';
import { startBackend, type Backend } from '../../e2e/harness/backend.ts';
import { speak } from '../../e2e/harness/microphone.ts';
import { ProtocolClient } from '../../e2e/harness/protocol-client.ts';
import { fixturePcm, speechFixtures } from '../../testing/speech-fixtures.ts';
import { percentile } from '../lib/stats.ts';
import type { EmulatedChoices } from './emulated.ts';

export interface Crowd {
  /** End of speech to first audio with one user, in ms. */
  alone: number[];
  /** The same with all users at once. */
  together: number[];
  /** Turns that got no answer. */
  unanswered: number;
}

const isAudio = (message: ServerMessage): message is AudioMessage => message.type === 'audio';

const fixture = speechFixtures('clean')[0]!;
const pcm = fixturePcm(fixture);

/** Far longer than any valid answer takes. */
const TIME_LIMIT_MS = 15_000;

export async function measureCrowd(
  { stt, llm, tts }: EmulatedChoices,
  { sessions, turns }: { sessions: number; turns: number },
): Promise<Crowd> {
  const backend = await startBackend({
    config: {
      // Sessions that were left count until their resume window ends.
      maxSessions: sessions + 10,
      stt: stt.delayed,
      // Without the skills, which would answer without the model.
      llm: { ...llm.delayed, skills: false },
      tts: tts.delayed,
      conversation: {
        greeting: '',
        // The pause before a reply is a policy and not measured here.
        endpointing: { completeDelayMs: 0, delayMs: 0, openDelayMs: 0 },
      },
    },
  });
  try {
    await backend.ready();
    // The first turns include JIT compilation.
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

/** Latency that many users add to the latency of one user. */
export function addedMs({ alone, together }: Crowd, p: number): number {
  return percentile(together, p) - percentile(alone, 0.5);
}

/** A user who repeats one question. @returns end of speech to first audio in ms; NaN without an answer */
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
    // A user listens to the answer for a while.
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    microphone.stop();
  }
  await client.close();
  return waits;
}
