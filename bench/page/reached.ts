/** How often a control was reached by what a person says. */
import { atLeast, atMost, type Row } from '../lib/table.ts';

const RIGHT_SHARE = 0.98;

/** Controls for which a press is refused in words that name what to do instead. */
const TOLD = /is disabled|lets only a real click|is a list that only/;

const SAID_WORDS = 6;

/** @returns what people say for a name: of a long one, its beginning */
export const saidOf = (words: string): string => words.split(' ').slice(0, SAID_WORDS).join(' ');

export class Reached {
  right = 0;
  asked = 0;
  told = 0;
  readonly wrong: string[] = [];
  readonly missed: string[] = [];

  /**
   * @param outcome `right`, `asked`, `wrong`, or why it was not pressed
   * @param what names the control and its page
   */
  add(outcome: string, what: string): void {
    if (outcome === 'right') this.right++;
    else if (outcome === 'asked') this.asked++;
    else if (TOLD.test(outcome)) this.told++;
    else (outcome === 'wrong' ? this.wrong : this.missed).push(`${what}: ${outcome}`);
  }

  rows(title: string, by: string): Row[] {
    const { right, asked, told, wrong, missed } = this;
    const all = right + asked + told + wrong.length + missed.length;
    return [
      atLeast(
        `${title}: right or asked or told, by ${by}`,
        right + asked + told,
        Math.ceil(all * RIGHT_SHARE),
        all,
      ),
      atMost(`${title}: asked, by ${by}`, asked, all, ''),
      atMost(`${title}: wrong, by ${by}`, wrong.length, 0, ''),
    ];
  }

  report(): void {
    for (const text of [...this.wrong, ...this.missed]) console.log(text);
  }
}
