/**
 * What our adapters cost, with emulators that answer at once: from the call to the first event, with everything in it,
 * the emulator and the loopback too.
 */
import type * as createModule from '../../backend/src/providers/create-provider.ts';
import type { ProviderRegistry } from '../../backend/src/providers/provider-definition.ts';
import type * as llmModule from '../../backend/src/llm/providers/index.ts';
import type * as sttModule from '../../backend/src/stt/providers/index.ts';
import type * as ttsModule from '../../backend/src/tts/providers/index.ts';
import type { LlmRequest } from '../../backend/src/llm/llm.port.ts';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { built } from '../lib/built.ts';
import { percentile } from '../lib/stats.ts';
import type { EmulatedChoice as Choice } from '../../backend/src/testing/emulators/vendors.ts';
import type { Emulators } from './emulated.ts';
import { Talk } from './talk.ts';

const { createProvider } = await built<typeof createModule>('backend/src/providers/create-provider.js');
const { LLM_PROVIDERS } = await built<typeof llmModule>('backend/src/llm/providers/index.js');
const { STT_PROVIDERS } = await built<typeof sttModule>('backend/src/stt/providers/index.js');
const { TTS_PROVIDERS } = await built<typeof ttsModule>('backend/src/tts/providers/index.js');

export interface Latency {
  name: string;
  medianMs: number;
  p95Ms: number;
}

const WARM_UP_RUNS = 10;
const LANGUAGE = 'en-US';

export async function measureLatencies(
  { choices: { stt, llm, tts }, certificate }: Emulators,
  runs: number,
): Promise<Latency[]> {
  setDefaultCACertificates([...getCACertificates('default'), certificate]);
  const results: Latency[] = [];
  const openai = llm['openai, chat']!;
  results.push(await measure('a bare fetch, for comparison', runs, () => bareFetch(openai)));
  for (const [name, choice] of atOnce(llm)) {
    await using provider = await ready(LLM_PROVIDERS, choice);
    results.push(
      await measure(`llm: ${name}`, runs, async () => {
        for await (const { type } of provider.it.stream(request())) if (type === 'text') return;
      }),
    );
  }
  for (const [name, choice] of atOnce(tts)) {
    await using provider = await ready(TTS_PROVIDERS, choice);
    results.push(
      await measure(`tts: ${name}`, runs, async () => {
        const options = { language: LANGUAGE, signal: new AbortController().signal };
        for await (const { pcm } of provider.it.synthesize(pieces(), options)) if (pcm.length > 0) return;
      }),
    );
  }
  for (const [name, choice] of atOnce(stt)) {
    await using provider = await ready(STT_PROVIDERS, choice);
    const talk = new Talk(provider.it);
    results.push(await measure(`stt: ${name}`, runs, () => talk.utterance()));
    await talk.end();
  }
  return results;
}

/** Those that answer at once. */
const atOnce = (choices: Record<string, Choice>) =>
  Object.entries(choices).filter(([name]) => name !== 'delayed');

interface Connectable {
  warmUp(): Promise<void>;
  connect(signal: AbortSignal): Promise<void>;
  onModuleDestroy?(): Promise<void>;
}

/** Made, loaded and connected, as it is when a turn begins. */
async function ready<Provider extends Connectable>(registry: ProviderRegistry<Provider>, choice: Choice) {
  const it = await createProvider(registry, choice.provider, choice.options, { sentences: () => [] });
  await it.warmUp();
  await it.connect(new AbortController().signal);
  return { it, [Symbol.asyncDispose]: async () => it.onModuleDestroy?.() };
}

/** @param once one run. @returns when it really began, where not at once */
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

const request = (): LlmRequest => ({
  messages: [{ role: 'user', content: 'Hello' }],
  tools: [],
  context: {
    sessionId: 'bench',
    language: LANGUAGE,
    now: () => new Date(),
    timers: { set: () => undefined, list: () => [], cancel: () => undefined } as never,
  },
  signal: new AbortController().signal,
});

async function* pieces() {
  yield 'It is noon.';
}
