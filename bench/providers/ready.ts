/** Providers of the build, as they are when a turn begins. */
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import type { LlmRequest } from '../../backend/src/llm/llm.port.ts';
import type * as llmModule from '../../backend/src/llm/providers/index.ts';
import type * as createModule from '../../backend/src/provider-kit/create-provider.ts';
import type { ProviderRegistry } from '../../backend/src/provider-kit/provider-definition.ts';
import type * as sttModule from '../../backend/src/stt/providers/index.ts';
import type { EmulatedChoice as Choice } from '../../testing/emulators/vendors.ts';
import type * as ttsModule from '../../backend/src/tts/providers/index.ts';
import { built } from '../lib/built.ts';

const { createProvider } = await built<typeof createModule>('backend/src/provider-kit/create-provider.js');
export const { LLM_PROVIDERS } = await built<typeof llmModule>('backend/src/llm/providers/index.js');
export const { STT_PROVIDERS } = await built<typeof sttModule>('backend/src/stt/providers/index.js');
export const { TTS_PROVIDERS } = await built<typeof ttsModule>('backend/src/tts/providers/index.js');

export const LANGUAGE = 'en-US';

/** Speaks TLS with emulators of this certificate, in PEM, and with none before it: their names are the same. */
export function trust(certificate: string): void {
  setDefaultCACertificates([...getCACertificates('bundled'), certificate]);
}

/** Those that do not take their time as `ideal.ts` says. */
export const undelayed = (choices: Record<string, Choice>): [name: string, choice: Choice][] =>
  Object.entries(choices).filter(([name]) => name !== 'delayed');

interface Connectable {
  warmUp(): Promise<void>;
  connect(signal: AbortSignal): Promise<void>;
  onModuleDestroy?(): Promise<void>;
}

/** Made, loaded and connected, as it is when a turn begins. */
export async function ready<Provider extends Connectable>(
  registry: ProviderRegistry<Provider>,
  choice: Choice,
) {
  const it = await createProvider(registry, choice.provider, choice.options, { sentences: () => [] });
  await it.warmUp();
  await it.connect(new AbortController().signal);
  return { it, [Symbol.asyncDispose]: async () => it.onModuleDestroy?.() };
}

export const request = (signal = new AbortController().signal): LlmRequest => ({
  messages: [{ role: 'user', content: 'Hello' }],
  tools: [],
  context: {
    sessionId: 'bench',
    language: LANGUAGE,
    now: () => new Date(),
    timers: { set: () => undefined, list: () => [], cancel: () => undefined } as never,
  },
  signal,
});
