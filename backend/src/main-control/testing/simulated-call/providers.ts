/** Shared code of the simulated model, TTS and recogniser. */
import type { ConversationEvent } from '../../reducer/events.js';
import type { Answer } from '../../reducer/slices/answer-state.js';
import type { SimulatedClock } from './clock.js';
import type { Random } from './random.js';

/** The duration of every spoken word, so that heard audio can be converted to words. */
export const WORD_MS = 300;

const WORDS = (
  'alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike november oscar papa quebec romeo ' +
  'sierra tango'
).split(' ');

export const someWords = (random: Random, count: number): string[] =>
  Array.from({ length: count }, () => random.pick(WORDS));

export interface ProviderOptions {
  clock: SimulatedClock;
  random: Random;
  /** The providers fail, stall, repeat themselves, and go on briefly after they were cancelled. */
  misbehaving: boolean;
  dispatch(event: ConversationEvent): void;
  answer(): Answer | null;
}
