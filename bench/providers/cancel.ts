/**
 * Times from a cancel in mid-answer to the end of the provider's stream, and to the moment when the vendor's server is free,
 * with slow emulators.
 */
import type { EmulatedStage, Emulators } from './emulated.ts';
import {
  LANGUAGE,
  LLM_PROVIDERS,
  ready,
  request,
  STT_PROVIDERS,
  trust,
  TTS_PROVIDERS,
  undelayed,
} from './ready.ts';
import { Talk } from './talk.ts';

export interface Cancels {
  name: string;
  /** From each cancel to the end of the stream. */
  endMs: number[];
  /** From each cancel until the server has no request, no WebSocket (stt) and no answer to speak (tts). */
  freeMs: number[];
}

/** Begins an answer. @returns a function that cancels it and waits for the end of its stream */
type Begin = () => Promise<() => Promise<void>>;

/** @param emulators slow ones, so that no answer ends before it is cancelled */
export async function measureCancels(emulators: Emulators, runs: number): Promise<Cancels[]> {
  const { stt, llm, tts } = emulators.choices;
  trust(emulators.certificate);
  const results: Cancels[] = [];
  const measure = async (stage: EmulatedStage, name: string, begin: Begin) =>
    results.push({ name: `${stage}: ${name}`, ...(await measureRuns(emulators, stage, runs, begin)) });
  for (const [name, choice] of undelayed(llm)) {
    await using provider = await ready(LLM_PROVIDERS, choice);
    await measure('llm', name, () => afterFirst((signal) => provider.it.stream(request(signal))));
  }
  for (const [name, choice] of undelayed(tts)) {
    await using provider = await ready(TTS_PROVIDERS, choice);
    await measure('tts', name, () =>
      afterFirst((signal) => provider.it.synthesize(clauses(), { language: LANGUAGE, signal })),
    );
  }
  for (const [name, choice] of undelayed(stt)) {
    await using provider = await ready(STT_PROVIDERS, choice);
    await measure('stt', name, () => new Talk(provider.it).untilDue());
  }
  return results;
}

async function measureRuns(
  emulators: Emulators,
  stage: EmulatedStage,
  runs: number,
  begin: Begin,
): Promise<Omit<Cancels, 'name'>> {
  const endMs: number[] = [];
  const freeMs: number[] = [];
  for (let run = 0; run < runs; run++) {
    const cancel = await begin();
    const cancelledAt = performance.now();
    const ended = cancel().then(() => endMs.push(performance.now() - cancelledAt));
    const free = emulators.untilFree(stage).then(() => freeMs.push(performance.now() - cancelledAt));
    await Promise.all([ended, free]);
  }
  return { endMs, freeMs };
}

/** Begins an answer and waits for its first event. */
async function afterFirst(
  open: (signal: AbortSignal) => AsyncIterable<unknown>,
): Promise<() => Promise<void>> {
  const abort = new AbortController();
  const stream = open(abort.signal)[Symbol.asyncIterator]();
  await stream.next();
  const waiting = stream.next();
  const end = async () => {
    for (let result = await waiting; !result.done; result = await stream.next());
  };
  return async () => {
    abort.abort();
    // A cancelled provider may end or throw: the stage reads neither.
    await end().catch(() => undefined);
  };
}

async function* clauses() {
  yield 'This is a rather long sentence, so that there is something left of it to be cancelled.';
}
