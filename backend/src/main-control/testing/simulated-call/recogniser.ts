import { ProviderError } from '../../../provider-kit/errors/provider-error.js';
import type { HeardCommand } from '../../../stt/stt.port.js';
import type { ProviderOptions } from './providers.js';

/** A speech recogniser that sends a final transcript for all speech, or ends turns itself. */
export class SimulatedRecogniser {
  /** It ends turns and sends no final transcripts. */
  readonly endsTurns: boolean;
  readonly #givesPartials: boolean;
  #failures = 0;

  constructor(private readonly deps: Omit<ProviderOptions, 'answer'>) {
    this.endsTurns = deps.random.chance(0.25);
    this.#givesPartials = deps.random.chance(0.7);
  }

  /** Speech with these words begins. They are recognised one by one. */
  hear(words: string | null, speechMs: number): void {
    const { random, dispatch } = this.deps;
    if (!this.#givesPartials || words === null) return;
    const all = words.split(' ');
    for (let atMs = random.between(250, 450); atMs < speechMs + 100; atMs += 200) {
      const count = Math.max(1, Math.round(all.length * Math.min(1, atMs / speechMs)));
      this.#later(atMs, () => dispatch({ type: 'stt_partial', text: all.slice(0, count).join(' ') }));
    }
  }

  /** Speech has ended. Its transcript comes a little later, or never. */
  end(words: string | null): void {
    const { random, misbehaving, dispatch } = this.deps;
    const sometimes = (probability: number) => misbehaving && random.chance(probability);
    if (sometimes(0.08)) return;
    if (sometimes(0.02)) {
      const error = new ProviderError('stt', 'simulated', 'provider_unavailable', 'It died.');
      this.#failures++;
      return dispatch({ type: 'stt_failed', error });
    }
    const delayMs = sometimes(0.08) ? random.between(2_000, 7_000) : random.between(20, 400);
    if (this.endsTurns) return this.#endTurn(words, delayMs);
    this.#later(delayMs, () => {
      const final = { type: 'stt_final', text: words ?? '', ...this.#command(words) } as const;
      dispatch(final);
      if (sometimes(0.03)) dispatch(final);
    });
  }

  /** Now and then the words are a command about the page, mostly with another name. */
  #command(words: string | null): { command?: HeardCommand } {
    const { random } = this.deps;
    if (words === null || !random.chance(0.3)) return {};
    const target = random.chance(0.2) ? words : `${words} it`;
    return { command: { text: `click ${target}`, target, confidence: random.next() } };
  }

  /** What it has not sent when it fails does not come any more. */
  #later(delayMs: number, send: () => void): void {
    const failures = this.#failures;
    this.deps.clock.after(delayMs, () => this.#failures === failures && send());
  }

  #endTurn(text: string | null, delayMs: number): void {
    const { random, misbehaving, dispatch } = this.deps;
    if (text === null) return;
    if (random.chance(0.4)) this.#later(delayMs * 0.7, () => dispatch({ type: 'stt_eager_end', text }));
    if (random.chance(0.05)) this.#later(delayMs * 0.8, () => dispatch({ type: 'stt_resumed' }));
    if (misbehaving && random.chance(0.05)) return;
    this.#later(delayMs, () => dispatch({ type: 'stt_end_of_turn', text }));
  }
}
