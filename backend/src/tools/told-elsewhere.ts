import type { ToldElsewhere } from '#protocol';
import { MAX_RESULT_CHARS } from './cut-result.js';

const MAX_TEXTS = 20;

/** What other tools than the client's have told the model since the client was last told of it: at most as much as one result has. */
export class ToldTexts {
  #texts: ToldElsewhere[] = [];

  add(turnId: number, text: string): void {
    const kept = text.slice(0, MAX_RESULT_CHARS).toWellFormed();
    this.#texts = [...this.#texts, { turn_id: turnId, text: kept }].slice(-MAX_TEXTS);
    // The oldest goes first.
    while (this.#texts.length > 1 && this.#chars() > MAX_RESULT_CHARS) this.#texts.shift();
  }

  /** @returns what was not taken yet */
  take(): ToldElsewhere[] {
    return this.#texts.splice(0);
  }

  #chars(): number {
    return this.#texts.reduce((sum, { text }) => sum + text.length, 0);
  }
}
