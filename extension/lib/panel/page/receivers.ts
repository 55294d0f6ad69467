import type { SessionState } from '../../session/state/session-state';
import { hostOf, isLoopback } from '../../settings/backend-url';

/** Providers of the backend itself. Older backends do not say which are on its computer. */
const LOCAL = ['embedded', 'skills'];

const VENDORS: Record<string, string> = {
  anthropic: 'Anthropic',
  assemblyai: 'AssemblyAI',
  cartesia: 'Cartesia',
  deepgram: 'Deepgram',
  elevenlabs: 'ElevenLabs',
  google: 'Google',
  openai: 'OpenAI',
};

export interface Receiver {
  name: string;
  /** It gets them only if it has to take over from the one before. */
  isFallback: boolean;
}

/** Who gets words of a page, outside of this computer. */
export interface Receivers {
  /** The host of a backend on another computer: it gets all that Earshot reads. */
  backend: string | null;
  /** The vendors of the language model: they get what they need for an answer. */
  answers: readonly Receiver[];
  /** The vendors of speech synthesis: they get what is read aloud. */
  speech: readonly Receiver[];
  /** The vendors of speech recognition: they get the names of what can be pressed, to recognise them. */
  names: readonly Receiver[];
}

export function receiversOf({
  connection,
  backendUrl,
  providers,
  fallbacks,
  local,
}: Pick<SessionState, 'connection' | 'backendUrl' | 'providers' | 'fallbacks' | 'local'>): Receivers {
  const inCall = connection !== 'off';
  const vendors = (stage: 'stt' | 'llm' | 'tts') =>
    inCall && providers
      ? vendorsOf([providers[stage], ...(fallbacks?.[stage] ?? [])], local?.[stage] ?? LOCAL)
      : [];
  return {
    backend: inCall && backendUrl !== null && !isLoopback(backendUrl) ? hostOf(backendUrl) : null,
    answers: vendors('llm'),
    speech: vendors('tts'),
    names: vendors('stt'),
  };
}

/** @returns their names, each once: those that get words in any case first. */
export function receiverNames({ backend, answers, speech, names }: Receivers): string[] {
  const vendors = [...answers, ...speech, ...names];
  const inOrder = vendors.toSorted((a, b) => Number(a.isFallback) - Number(b.isFallback));
  return [...new Set([...(backend === null ? [] : [backend]), ...inOrder.map(({ name }) => name)])];
}

/** @param local those of one stage that are on the backend's computer @returns the vendors of the stage, each once */
function vendorsOf(providers: readonly string[], local: readonly string[]): Receiver[] {
  const vendors = new Map<string, Receiver>();
  for (const [i, provider] of providers.entries()) {
    if (local.includes(provider)) continue;
    const name = VENDORS[provider] ?? provider;
    if (!vendors.has(name)) vendors.set(name, { name, isFallback: i > 0 });
  }
  return [...vendors.values()];
}
