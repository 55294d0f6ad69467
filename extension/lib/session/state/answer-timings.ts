import type { SpeechMark } from '#protocol';
import { NOT_PLAYED, type AnswerTiming } from './spoken-words';

/** The one that sounds, the one that is being made, and what may still be said about the ones before. */
const MAX_ANSWERS = 4;

/** About ten minutes of speech. */
const MAX_MARKS = 2_000;

/** What is known of the sound of the latest answers, by the key of their turn. Never changes: `with` gives another. */
export class AnswerTimings {
  static readonly EMPTY = new AnswerTimings(new Map());

  private constructor(private readonly answers: ReadonlyMap<string, AnswerTiming>) {}

  of(key: string): AnswerTiming {
    return this.answers.get(key) ?? NOT_PLAYED;
  }

  with(key: string, change: (speech: AnswerTiming) => AnswerTiming): AnswerTimings {
    const answers = new Map(this.answers).set(key, change(this.of(key)));
    for (const oldest of answers.keys()) {
      if (answers.size <= MAX_ANSWERS) break;
      answers.delete(oldest);
    }
    return new AnswerTimings(answers);
  }
}

/** A resumed session may say again what was said: marks come in order, each once. */
export function mergeMarks(known: readonly SpeechMark[], more: readonly SpeechMark[]): SpeechMark[] {
  const last = known.at(-1)?.end ?? -1;
  return [...known, ...more.filter(({ end }) => end > last)].slice(-MAX_MARKS);
}
