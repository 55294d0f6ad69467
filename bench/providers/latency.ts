/**
 * Latency of our adapters with emulators that answer at once: from the call to the first event, emulator and loopback
 * included.
 */
import { percentile } from '../lib/stats.ts';
import type { EmulatedChoice as Choice } from '../../testing/emulators/vendors.ts';
import type { Emulators } from './emulated.ts';
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

export interface Latency {
  name: string;
  medianMs: number;
  p95Ms: number;
}

const WARM_UP_RUNS = 10;

export async function measureLatencies(
  { choices: { stt, llm, tts }, certificate }: Emulators,
  runs: number,
): Promise<Latency[]> {
  trust(certificate);
  const results: Latency[] = [];
  const openai = llm['openai, chat']!;
  results.push(await measure('a bare fetch, for comparison', runs, () => bareFetch(openai)));
  for (const [name, choice] of undelayed(llm)) {
    await using provider = await ready(LLM_PROVIDERS, choice);
    results.push(
      await measure(`llm: ${name}`, runs, async () => {
        for await (const { type } of provider.it.stream(request())) if (type === 'text') return;
      }),
    );
  }
  for (const [name, choice] of undelayed(tts)) {
    await using provider = await ready(TTS_PROVIDERS, choice);
    results.push(
      await measure(`tts: ${name}`, runs, async () => {
        const options = { language: LANGUAGE, signal: new AbortController().signal };
        for await (const { pcm } of provider.it.synthesize(clauses(), options)) if (pcm.length > 0) return;
      }),
    );
  }
  for (const [name, choice] of undelayed(stt)) {
    await using provider = await ready(STT_PROVIDERS, choice);
    const talk = new Talk(provider.it);
    results.push(await measure(`stt: ${name}`, runs, () => talk.utterance()));
    await talk.end();
  }
  return results;
}

/** @param once makes one run and returns its start time, if it did not start at once */
async function measure(name: string, runs: number, once: () => Promise<number | void>): Promise<Latency> {
  const times: number[] = [];
  for (let run = -WARM_UP_RUNS; run < runs; run++) {
    const startedAt = performance.now();
    const begunAt = (await once()) ?? startedAt;
    if (run >= 0) times.push(performance.now() - begunAt);
  }
  return { name, medianMs: percentile(times, 0.5), p95Ms: percentile(times, 0.95) };
}

async function bareFetch({ options }: Choice): Promise<void> {
  const { baseURL, apiKey } = options as { baseURL: string; apiKey: string };
  const response = await fetch(`${baseURL}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${apiKey}` },
    body: JSON.stringify({ model: 'm', stream: true, messages: [{ role: 'user', content: 'Hello' }] }),
  });
  for await (const _ of response.body!) break;
}

async function* clauses() {
  yield 'It is noon.';
}
