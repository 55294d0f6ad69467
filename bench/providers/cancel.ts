/** Time from a cancel in mid-answer to the end of the provider's stream, with slow emulators. */
import { percentile } from '../lib/stats.ts';
import type { Emulators } from './emulated.ts';
import type { Latency } from './latency.ts';
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

/** @param emulators slow ones, so that no answer ends before it is cancelled */
export async function measureCancels(
  { choices: { stt, llm, tts }, certificate }: Emulators,
  runs: number,
): Promise<Latency[]> {
  trust(certificate);
  const results: Latency[] = [];
  for (const [name, choice] of undelayed(llm)) {
    await using provider = await ready(LLM_PROVIDERS, choice);
    const stream = (signal: AbortSignal) => provider.it.stream(request(signal));
    results.push(await measure(`llm: ${name}`, runs, (abort) => cancelAfterFirst(stream, abort)));
  }
  for (const [name, choice] of undelayed(tts)) {
    await using provider = await ready(TTS_PROVIDERS, choice);
    const stream = (signal: AbortSignal) => provider.it.synthesize(clauses(), { language: LANGUAGE, signal });
    results.push(await measure(`tts: ${name}`, runs, (abort) => cancelAfterFirst(stream, abort)));
  }
  for (const [name, choice] of undelayed(stt)) {
    await using provider = await ready(STT_PROVIDERS, choice);
    results.push(await measure(`stt: ${name}`, runs, () => new Talk(provider.it).cancelled()));
  }
  return results;
}

async function measure(
  name: string,
  runs: number,
  cancel: (abort: AbortController) => Promise<number>,
): Promise<Latency> {
  const times: number[] = [];
  for (let run = 0; run < runs; run++) times.push(await cancel(new AbortController()));
  return { name, medianMs: percentile(times, 0.5), p95Ms: percentile(times, 0.95) };
}

/** @returns time from the cancel to the end of the stream, in ms */
async function cancelAfterFirst(
  open: (signal: AbortSignal) => AsyncIterable<unknown>,
  abort: AbortController,
): Promise<number> {
  const stream = open(abort.signal)[Symbol.asyncIterator]();
  await stream.next();
  const waiting = stream.next();
  const cancelledAt = performance.now();
  abort.abort();
  const end = async () => {
    for (let result = await waiting; !result.done; result = await stream.next());
  };
  // A cancelled provider may end or throw: the stage reads neither.
  await end().catch(() => undefined);
  return performance.now() - cancelledAt;
}

async function* clauses() {
  yield 'This is a rather long sentence, so that there is something left of it to be cancelled.';
}
