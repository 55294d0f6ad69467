/** Providers of the built backend, loaded and connected as at the start of a turn. */
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

/** Trusts this certificate (PEM) and no earlier one, because all emulators have the same host name. */
export function trust(certificate: string): void {
  setDefaultCACertificates([...getCACertificates('bundled'), certificate]);
}

/** Emulated providers without the delays of `ideal.ts`. */
export const undelayed = (choices: Record<string, Choice>): [name: string, choice: Choice][] =>
  Object.entries(choices).filter(([name]) => name !== 'delayed');

interface Connectable {
  warmUp(): Promise<void>;
  connect(signal: AbortSignal): Promise<void>;
  onModuleDestroy?(): Promise<void>;
}

/** Creates, loads and connects a provider. */
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
  context: { sessionId: 'bench', language: LANGUAGE, timeZone: 'UTC' },
  signal,
});
