import { ProviderError } from '../../../provider-kit/errors/provider-error.js';
import type { ConversationEvent } from '../../reducer/events.js';
import { someWords, type ProviderOptions } from './providers.js';

/** A language model that says a few sentences, word by word. */
export class SimulatedModel {
  /** The run that is on its way. */
  #run: { turnId: number; mayHaveEffects: boolean } | null = null;

  readonly #slowestMs: number;

  constructor(private readonly use: ProviderOptions) {
    this.#slowestMs = use.random.pick([60, 600]);
  }

  /** The turn that it is generating the answer of. */
  get turnId(): number | null {
    return this.#run?.turnId ?? null;
  }

  generate(turnId: number, speculative: boolean): void {
    const { clock, random, misbehaving, dispatch } = this.use;
    const run = { turnId, mayHaveEffects: !speculative };
    this.#run = run;
    const whileWanted = (delayMs: number, action: () => void, stray = false) =>
      clock.after(delayMs, () => {
        if (this.#run === run || stray) action();
      });
    const end = (event: ConversationEvent) => {
      this.#run = null;
      dispatch(event);
    };
    let atMs = random.between(30, this.#slowestMs);
    if (random.chance(0.05)) {
      whileWanted(atMs, () => {
        // What failed is told a moment later, when the turn may have ended.
        if (!run.mayHaveEffects) whileWanted(1, () => end({ type: 'speculation_failed', turnId }));
      });
      atMs += 2;
    }
    if (random.chance(0.1))
      whileWanted(atMs / 2, () => dispatch({ type: 'llm_reasoning', turnId, text: 'hm' }));
    for (const text of this.#sentences()) {
      const stray = misbehaving && !speculative && random.chance(0.05);
      whileWanted(atMs, () => dispatch({ type: 'llm_text', turnId, text }), stray);
      atMs += random.between(2, 25);
    }
    if (misbehaving && random.chance(0.1)) {
      const error = new ProviderError('llm', 'simulated', 'provider_timeout', 'It stalled.');
      return void whileWanted(atMs + 3_000, () => end({ type: 'answer_failed', turnId, error }));
    }
    whileWanted(atMs, () => {
      end({ type: 'llm_done', turnId });
      if (misbehaving && random.chance(0.1)) dispatch({ type: 'llm_done', turnId });
    });
  }

  confirm(turnId: number): void {
    if (this.#run?.turnId === turnId) this.#run.mayHaveEffects = true;
  }

  cancel(turnId: number): void {
    if (this.#run?.turnId === turnId) this.#run = null;
  }

  /** Words with a space after each; now and then none at all. */
  #sentences(): string[] {
    const { random } = this.use;
    if (random.chance(0.03)) return [];
    const words = someWords(random, random.integer(1, 30));
    // The first sentence is short, so that much of the answer is spoken while the rest is still being said.
    const ends = (index: number) => index === 0 || index % 7 === 6 || index === words.length - 1;
    return words.map((word, index) => `${word}${ends(index) ? '.' : ''} `);
  }
}
