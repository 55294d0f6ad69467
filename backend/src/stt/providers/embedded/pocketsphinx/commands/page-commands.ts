import { join } from 'node:path';
import type { PagePhrases } from '../../../../stt.port.ts';
import type { PocketSphinx } from '../library.ts';
import { CommandRecogniser } from './command-recogniser.ts';
import { LetterToSound } from './letter-to-sound.ts';
import { pageGrammar, Pronunciations, type PageGrammar } from './page-grammar.ts';
import { PronunciationDictionary } from './pronunciation-dictionary.ts';

/** Sessions whose pages a thread keeps; those that have not changed for longest are forgotten first. */
const MAX_PAGES = 64;

/**
 * The pages of the sessions of one thread, and the recognisers of their commands. Takes no memory before the first page, and
 * gives all back after the last one. A page that cannot be used is as no page.
 */
export class PageCommands {
  readonly #sphinx: PocketSphinx;
  readonly #modelFolder: string;
  readonly #phonesFile: string;
  /** By their sessions, the one that changed last at the end. */
  readonly #pages = new Map<number, PageGrammar>();
  #recognisers: CommandRecogniser[] = [];
  #pronunciations: Pronunciations | undefined;
  readonly #rules = new LetterToSound();
  /** Resolves when the newest page has the names with unknown words, too. */
  complete: Promise<void> = Promise.resolve();

  /** @param phonesFile has `PHONE_DICTIONARY` */
  constructor(sphinx: PocketSphinx, modelFolder: string, phonesFile: string) {
    this.#sphinx = sphinx;
    this.#modelFolder = modelFolder;
    this.#phonesFile = phonesFile;
  }

  /** Replaces the page of a session. Names with unknown words follow when these are pronounced. */
  set(session: number, phrases: PagePhrases): void {
    this.#pages.delete(session);
    if (phrases.names.length === 0 && phrases.numbers.length === 0) return this.#freeIfIdle();
    try {
      const page = this.#build(session, phrases);
      if (page.unknown.size > 0) this.complete = this.#complete(session, phrases, page);
    } catch {
      // Recognition goes on as without a page.
      this.#pages.delete(session);
    }
  }

  /** Forgets the page of a session. */
  delete(session: number): void {
    this.#pages.delete(session);
    this.#freeIfIdle();
  }

  /** @returns a recogniser for a segment of a session, until its `end`; undefined if the session has no page */
  take(session: number): CommandRecogniser | undefined {
    const page = this.#pages.get(session);
    if (!page) return undefined;
    try {
      const recogniser = this.#idle(page) ?? this.#create();
      recogniser.use(page);
      return recogniser;
    } catch {
      this.#pages.delete(session);
      return undefined;
    }
  }

  /** It failed: it is not used again. */
  discard(recogniser: CommandRecogniser): void {
    this.#recognisers = this.#recognisers.filter((each) => each !== recogniser);
    recogniser.free();
  }

  free(): void {
    for (const recogniser of this.#recognisers) recogniser.free();
    this.#recognisers = [];
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
    // Now rather than when speech begins.
    if (this.#recognisers.length === 0) this.#create();
    const [only, ...others] = this.#recognisers;
    if (only && others.length === 0 && !only.isBusy) only.use(page);
    return page;
  }

  async #complete(session: number, phrases: PagePhrases, page: PageGrammar): Promise<void> {
    try {
      await this.#rules.pronounce(page.unknown);
      // The session may have another page by now.
      if (this.#pages.get(session) === page) this.#build(session, phrases);
    } catch {
      // The names with these words stay left out.
    }
  }

  #idle(page: PageGrammar): CommandRecogniser | undefined {
    const idle = this.#recognisers.filter(({ isBusy }) => !isBusy);
    return idle.find((recogniser) => recogniser.page === page) ?? idle[0];
  }

  #create(): CommandRecogniser {
    const recogniser = new CommandRecogniser(
      this.#sphinx,
      this.#modelFolder,
      this.#phonesFile,
      this.#pronunciations!,
    );
    this.#recognisers.push(recogniser);
    return recogniser;
  }

  #freeIfIdle(): void {
    if (this.#pages.size > 0 || this.#recognisers.some(({ isBusy }) => isBusy)) return;
    this.free();
    this.#pronunciations = undefined;
  }
}
