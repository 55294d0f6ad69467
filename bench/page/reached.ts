/** How often a control was reached by what a person says. */
import { atLeast, atMost, type Row } from '../lib/table.ts';
import type { Half } from './suites.ts';

const RIGHT_SHARE = 0.98;

/** Controls for which a press is refused in words that name what to do instead. */
const TOLD = /is disabled|lets only a real click|is a list that only/;

const SAID_WORDS = 6;

/**
 * @param all the words of all names
 * @returns what people say for a name: of a long one, its beginning, unless another control is called so
 */
export function saidOf(words: string, all: readonly string[]): string {
  const beginning = words.split(' ').slice(0, SAID_WORDS).join(' ');
  return all.includes(beginning) ? words : beginning;
}

/** The controls of one suite, by the half of it that their page is in. */
export class ReachedByHalf {
  readonly #halves: Record<Half, Reached> = { tuning: new Reached(), 'held out': new Reached() };

  of(half: Half): Reached {
    return this.#halves[half];
  }

  /** @param title of the suite */
  rows(title: string, by: string): Row[] {
    return Object.entries(this.#halves).flatMap(([half, reached]) => reached.rows(`${title}, ${half}`, by));
  }

  report(): void {
    for (const [half, reached] of Object.entries(this.#halves)) reached.report(half);
  }
}

export class Reached {
  right = 0;
  asked = 0;
  told = 0;
  readonly wrong: string[] = [];
  readonly missed: string[] = [];

  /**
   * @param outcome `right`; `asked` which of several, and reached by the reply; one that begins with `wrong` if another one
   * was pressed without a question; or why it was not pressed
   * @param what names the control and its page
   */
  add(outcome: string, what: string): void {
    if (outcome === 'right') this.right++;
    else if (outcome === 'asked') this.asked++;
    else if (TOLD.test(outcome)) this.told++;
    else (outcome.startsWith('wrong') ? this.wrong : this.missed).push(`${what}: ${outcome}`);
  }

  rows(title: string, by: string): Row[] {
    const { right, asked, told, wrong, missed } = this;
    const fine = right + asked + told;
    const all = fine + wrong.length + missed.length;
    if (all === 0) return [];
    const percent = ((100 * fine) / all).toFixed(1);
    return [
      atLeast(
        `${title}, by ${by}: right, or asked (${asked}) or told why not (${told}): ${percent} %`,
        fine,
        Math.ceil(all * RIGHT_SHARE),
        all,
      ),
      atMost(`${title}, by ${by}: wrong without a question`, wrong.length, 0, ''),
    ];
  }

  report(half: string): void {
    for (const text of [...this.wrong, ...this.missed]) console.log(`${half}: ${text}`);
  }
}
