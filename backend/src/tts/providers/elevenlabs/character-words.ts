import type { WordTiming } from '../../tts.port.js';

/** When single characters are audible: parallel arrays. */
export interface CharacterTimes {
  characters: readonly string[];
  startsMs: readonly number[];
  endsMs: readonly number[];
}

/** Gathers words from characters, also where a word is spread over several messages. */
export class CharacterWords {
  #word: WordTiming | undefined;

  /** @param offsetMs where the times count from @returns the words that are complete now */
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

  /** Nothing more comes. @returns the last word, where there is one */
  end(): WordTiming[] {
    const word = this.#word;
    this.#word = undefined;
    return word ? [word] : [];
  }
}
