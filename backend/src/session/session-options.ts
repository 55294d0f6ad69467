import type { Mode } from '#protocol';
import type { Clock } from '../common/clock/clock.js';
import type { ConversationOptions } from '../main-control/options/conversation-options.js';
import type { Answerer } from '../skills/answerer.port.js';
import type { ProviderChoosers, SessionProviders } from './session-providers.js';

export interface SessionOptions {
  mode: Mode;
  language: string;
  greet: boolean;
  outputHz: number;
}

/** What a client may want different when it resumes. */
export type ResumeOptions = Partial<Omit<SessionOptions, 'greet'>>;

export interface SessionDeps {
  providers: SessionProviders;
  /** Where it is left out, a session keeps the providers that it begins with. */
  choosers?: ProviderChoosers;
  answerer: Answerer;
  /** Whether the answerer is asked before the language model. */
  answererFirst: boolean;
  options: ConversationOptions;
  /** A voice activity detector that gives nothing for this long has failed. */
  vadStallMs?: number;
  clock: Clock;
  log(error: Error): void;
}
