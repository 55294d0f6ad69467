import type { WordTiming } from '../../tts.port.js';

/** When characters are audible: parallel arrays. */
export interface CharacterTimes {
  characters: readonly string[];
  startsMs: readonly number[];
  endsMs: readonly number[];
}

/** Assembles words from characters; a word may span several messages. */
export class CharacterWords {
  #word: WordTiming | undefined;

  /** @param offsetMs added to the times @returns the words that are complete now */
  push({ characters, startsMs, endsMs }: CharacterTimes, offsetMs: number): WordTiming[] {
    const words: WordTiming[] = [];
    characters.forEach((character, i) => {
      if (/^\s*$/.test(character)) {
        words.push(...this.end());
        return;
      }
      const startMs = (startsMs[i] ?? this.#word?.endMs ?? 0) + offsetMs;
      const endMs = endsMs[i] === undefined ? startMs : endsMs[i] + offsetMs;
      if (this.#word) this.#word = { ...this.#word, text: this.#word.text + character, endMs };
      else this.#word = { text: character, startMs, endMs };
    });
    return words;
  }

  /** @returns the last word, if there is one */
  end(): WordTiming[] {
    const word = this.#word;
    this.#word = undefined;
    return word ? [word] : [];
  }
}
