import type { SpeechMark } from '#protocol';
import { NOT_PLAYED, type AnswerTiming } from './spoken-words';

/** The answer that is played, the one that is generated, and two older ones for late reports. */
const MAX_ANSWERS = 4;

/** About ten minutes of speech. */
const MAX_MARKS = 2_000;

/** How far the latest answers were played, by turn key. Immutable: `with` returns another. */
export class AnswerTimings {
  static readonly EMPTY = new AnswerTimings(new Map());

  private constructor(private readonly answers: ReadonlyMap<string, AnswerTiming>) {}

  of(key: string): AnswerTiming {
    return this.answers.get(key) ?? NOT_PLAYED;
  }

  with(key: string, change: (timing: AnswerTiming) => AnswerTiming): AnswerTimings {
    const answers = new Map(this.answers).set(key, change(this.of(key)));
    for (const oldest of answers.keys()) {
      if (answers.size <= MAX_ANSWERS) break;
      answers.delete(oldest);
    }
    return new AnswerTimings(answers);
  }
}

/** A resumed session may repeat marks: the result has each once, in order. */
export function mergeMarks(known: readonly SpeechMark[], more: readonly SpeechMark[]): SpeechMark[] {
  const last = known.at(-1)?.end ?? -1;
  return [...known, ...more.filter(({ end }) => end > last)].slice(-MAX_MARKS);
}
