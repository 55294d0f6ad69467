import { randomBytes } from 'node:crypto';

/** Five dashes or more make the line of a fence; four are as good to read. */
const DASHES = /(?:[\p{Pd}\u2212\u2500\u2501\u30fc]\p{Cf}*){5,}/gu;

/**
 * Puts what others wrote, such as pages and the results of tools, between two lines that it can neither close nor imitate: the
 * lines have a random mark, which is taken out of the text, and no other run of dashes is as long as theirs. So a page that
 * has got the mark out of a model gains nothing by it, and one mark can serve a whole session. A new mark for each request
 * would change the earlier messages of a conversation, and a local server would have to read all of them again.
 */
export class Fence {
  readonly #mark = randomBytes(6).toString('hex');
  /** The mark in any case, also with invisible characters between its own. */
  readonly #imitations = new RegExp([...this.#mark].join('[\\s\\p{Cf}\\p{M}]*'), 'giu');

  /** The line before and after the text. */
  readonly line = `-----${this.#mark}-----`;

  /** @returns the text, well-formed, between two lines */
  around(text: string): string {
    const harmless = text.toWellFormed().replace(this.#imitations, '…').replace(DASHES, '----');
    return `${this.line}\n${harmless}\n${this.line}`;
  }
}
