import type { SessionState } from '../../session/state/session-state';
import { hostOf, isLoopback } from '../../settings/backend-url';

/** Providers of the backend itself: what they get stays on its computer. */
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

/** Who gets words of a page, outside of this computer. */
export interface Receivers {
  /** The host of a backend on another computer: it gets all that Earshot reads. */
  backend: string | null;
  /** The vendor of the language model: it gets what it needs for an answer. */
  answers: string | null;
  /** The vendor of speech synthesis: it gets what is read aloud. */
  speech: string | null;
  /** The vendor of speech recognition: it gets the names of what can be pressed, to recognise them. */
  names: string | null;
}

export function receiversOf({
  connection,
  backendUrl,
  providers,
}: Pick<SessionState, 'connection' | 'backendUrl' | 'providers'>): Receivers {
  const inCall = connection !== 'off';
  return {
    backend: inCall && backendUrl !== null && !isLoopback(backendUrl) ? hostOf(backendUrl) : null,
    answers: inCall && providers ? vendorOf(providers.llm) : null,
    speech: inCall && providers ? vendorOf(providers.tts) : null,
    names: inCall && providers ? vendorOf(providers.stt) : null,
  };
}

/** @returns their names, each once. */
export const receiverNames = ({ backend, answers, speech, names }: Receivers): string[] => [
  ...new Set([backend, answers, speech, names].filter((name) => name !== null)),
];

const vendorOf = (provider: string): string | null =>
  LOCAL.includes(provider) ? null : (VENDORS[provider] ?? provider);
