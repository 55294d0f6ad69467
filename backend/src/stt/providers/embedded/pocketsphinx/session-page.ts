import type { PagePhrases } from '../../../stt.port.js';

let sessions = 0;

/** What the page of one session shows, for the threads that hear its commands. */
export class SessionPage {
  /** The number of the session in this process. */
  readonly session = sessions++;
  /** Undefined until there is a page. Never changed, but replaced. */
  phrases: PagePhrases | undefined;
}
