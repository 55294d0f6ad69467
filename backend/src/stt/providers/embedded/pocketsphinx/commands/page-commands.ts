import { join } from 'node:path';
import type { PagePhrases } from '../../../../stt.port.ts';
import type { PocketSphinx } from '../library.ts';
import { CommandRecogniser } from './command-recogniser.ts';
import { LetterToSound } from './letter-to-sound.ts';
import { pageGrammar, Pronunciations, type PageGrammar } from './page-grammar.ts';
import { PronunciationDictionary } from './pronunciation-dictionary.ts';

/** Sessions whose pages a thread keeps; those that have not changed for longest are forgotten first. */
const MAX_PAGES = 500;

/**
 * The pages of the sessions of one thread, and the recogniser of their commands. There is one: while it hears one user, what
 * others say in the same thread is only transcribed, so that they do not wait longer. Takes no memory before the first page,
 * and gives all back after the last one. A page that cannot be used is as no page.
 */
export class PageCommands {
  readonly #sphinx: PocketSphinx;
  readonly #modelFolder: string;
  readonly #phonesFile: string;
  /** By their sessions, the one that changed last at the end. */
  readonly #pages = new Map<number, PageGrammar>();
  #recogniser: CommandRecogniser | undefined;
  #pronunciations: Pronunciations | undefined;
  readonly #rules = new LetterToSound();
  /** Resolves when the newest page has the names with unknown words, too. */
  complete: Promise<void> = Promise.resolve();

  readonly #onFailure: (error: Error) => void;

  /** @param phonesFile has `PHONE_DICTIONARY`. @param onFailure is told why a page is not used */
  constructor(
    sphinx: PocketSphinx,
    modelFolder: string,
    phonesFile: string,
    onFailure: (error: Error) => void,
  ) {
    this.#onFailure = onFailure;
    this.#sphinx = sphinx;
    this.#modelFolder = modelFolder;
    this.#phonesFile = phonesFile;
  }

  /** Replaces the page of a session. Names with unknown words follow when these are pronounced. */
  set(session: number, phrases: PagePhrases): void {
    this.#pages.delete(session);
    if (phrases.names.length === 0 && phrases.numbers.length === 0 && !phrases.awaits)
      return this.#freeIfIdle();
    try {
      const page = this.#build(session, phrases);
      if (page.unknown.size > 0) this.complete = this.#complete(session, phrases, page);
    } catch (error) {
      this.#fail(session, error);
    }
  }

  /** Forgets the page of a session. */
  delete(session: number): void {
    this.#pages.delete(session);
    this.#freeIfIdle();
  }

  /**
   * @returns the recogniser for a segment of a session, until its `end`; undefined if the session has no page, or another
   * segment has it
   */
  take(session: number): CommandRecogniser | undefined {
    const page = this.#pages.get(session);
    if (!page || this.#recogniser?.isBusy) return undefined;
    try {
      const recogniser = this.#ready();
      recogniser.use(page);
      return recogniser;
    } catch (error) {
      this.#fail(session, error);
      return undefined;
    }
  }

  /** A segment is over. */
  released(): void {
    this.#freeIfIdle();
  }

  /** Frees everything. A page that is set later is used again. */
  free(): void {
    this.#pages.clear();
    this.#freeRecogniser();
  }

  /** Recognition goes on as without a page. */
  #fail(session: number, error: unknown): void {
    this.#pages.delete(session);
    this.#onFailure(error as Error);
  }

  #freeRecogniser(): void {
    this.#recogniser?.free();
    this.#recogniser = undefined;
    this.#pronunciations = undefined;
  }

  #build(session: number, phrases: PagePhrases): PageGrammar {
    this.#pronunciations ??= new Pronunciations(
      new PronunciationDictionary(join(this.#modelFolder, 'cmudict-en-us.dict')),
      this.#rules,
    );
    const page = pageGrammar(phrases, this.#pronunciations);
    this.#pages.set(session, page);
    for (const oldest of this.#pages.keys()) {
      if (this.#pages.size <= MAX_PAGES) break;
      this.#pages.delete(oldest);
    }
    return page;
  }

  async #complete(session: number, phrases: PagePhrases, page: PageGrammar): Promise<void> {
    try {
      // The session may have another page by now.
      const isWanted = () => this.#pages.get(session) === page;
      const isAny = await this.#rules.pronounce(page.unknown, isWanted);
      if (isAny && isWanted()) this.#build(session, phrases);
    } catch (error) {
      // The names with these words stay left out.
      this.#onFailure(error as Error);
    }
  }

  #ready(): CommandRecogniser {
    if (this.#recogniser?.isBroken) {
      this.#recogniser.free();
      this.#recogniser = undefined;
    }
    return (this.#recogniser ??= new CommandRecogniser(
      this.#sphinx,
      this.#modelFolder,
      this.#phonesFile,
      this.#pronunciations!,
      this.#onFailure,
    ));
  }

  #freeIfIdle(): void {
    if (this.#pages.size === 0 && !this.#recogniser?.isBusy) this.#freeRecogniser();
  }
}
