import { hostOf, isWithin } from './addresses';
import { isYes, NO_QUESTION, type Question } from './asked';
import { KnownWords, type Known } from './words/known-words';
import { placesMeant } from './words/places-meant';

/** What the user asked for in one turn, and where. Only the user's words and tab make it, never a page or a tool. */
export interface Task {
  turnId: number;
  /** Of the turn; empty if the user said nothing. */
  words: string;
  /** What Earshot has asked, if the words are only a yes to it. */
  agreedTo: Question;
  /** The user's words of this turn and of the turns before it, the newest last. */
  said: readonly string[];
  /** The site of the tab that was active when the words came, and the sites that the user named or opened. */
  hosts: ReadonlySet<string>;
  /** What of the addresses that were opened in this turn is not in its words. */
  told: string;
  /** What was typed in this turn, wherever. */
  typed: string;
  /** How many tabs were closed in this turn. */
  closed: number;
  /** Words of the conversation before this turn, and of the pages of other sites that were read. */
  known: Known;
  /**
   * In this turn, a page of another site than the one that a call tells something was read, or a tool that is none of the browser's
   * was used: all that it tells may come from there.
   */
  hasReadOthers: boolean;
  /** Texts that wait in the fields of that site, and that the user neither said nor agreed to. */
  unsaid: readonly string[];
}

const MAX_TURNS = 20;

/** In characters, of all texts of a turn; the oldest part goes. */
const MAX_TYPED = 4_000;

const MAX_UNSAID = 100;

/** No site is called so. */
const ELSEWHERE = '(tools)';

/** A text that was typed into a field. */
interface Filled {
  site: string;
  /** Of the field: what stood in a page that is gone is gone, too. */
  documentId: string | null;
  text: string;
}

interface Turn {
  words: string;
  agreedTo: Question;
  hosts: Set<string>;
  told: string;
  typed: string;
  closed: number;
  /** The sites whose pages were read. */
  read: Set<string>;
  /** The site of the tab that was active when the words came. */
  from: string | null;
}

/** The tasks of a session. */
export class Tasks {
  readonly #turns = new Map<number, Turn>();
  readonly #known = new KnownWords();
  /** The oldest goes first. */
  #unsaid: (Filled & { turnId: number })[] = [];
  /** What Earshot has said last, also where the user has cut it off, and marked for it. */
  #question = { turnId: 0, ...NO_QUESTION };

  /**
   * The user has begun to speak.
   * @param activeUrl of the tab that the user sees
   */
  begin(turnId: number, activeUrl: string): void {
    // What earlier turns said is known only from now on: a turn may repeat its own words.
    if (!this.#turns.has(turnId)) for (const { words } of this.#turns.values()) this.#known.hear(words);
    this.#turn(turnId, activeUrl);
  }

  userSaid(turnId: number, text: string, activeUrl: string): void {
    this.begin(turnId, activeUrl);
    const turn = this.#turn(turnId, activeUrl);
    turn.words = text;
    turn.agreedTo = isYes(text) ? this.#question : NO_QUESTION;
    if (text !== '') this.#closeQuestion();
    for (const address of placesMeant(text)) {
      const host = hostOf(address);
      if (host !== null) turn.hosts.add(host);
    }
  }

  /** Words that may have been misheard. They agree to nothing. */
  userMayHaveSaid(turnId: number, text: string, activeUrl: string): void {
    this.begin(turnId, activeUrl);
    this.#known.hear(text);
    this.#closeQuestion();
  }

  /** Earshot says this, cumulative within the turn. */
  answering(turnId: number, text: string): void {
    const question = this.#questionOf(turnId);
    if (text.length > question.text.length) this.#question = { ...question, text };
  }

  /** Earshot said this. */
  answered(turnId: number, text: string): void {
    this.answering(turnId, text);
    this.#known.hear(text);
  }

  /** Earshot has marked these controls for a question. */
  marked(turnId: number, refs: readonly string[]): void {
    this.#question = { ...this.#questionOf(turnId), refs };
  }

  /** A page of that site was read. */
  read(turnId: number, host: string, text: string): void {
    this.#known.read(host, text);
    this.#turns.get(turnId)?.read.add(host);
  }

  /** A tool that is none of the browser's has told the model this: to pass it on is to pass on what another site says. */
  toldElsewhere(turnId: number, text: string): void {
    this.read(turnId, ELSEWHERE, text);
  }

  /** The title of a tab of that site was listed. */
  listed(host: string, title: string): void {
    this.#known.list(host, title);
  }

  /** The user has let it open this address. */
  opened(turnId: number, url: string): void {
    const host = hostOf(url);
    if (host !== null) this.#turns.get(turnId)?.hosts.add(host);
  }

  /** An address was opened with this in it that the user did not say. */
  told(turnId: number, text: string): void {
    const turn = this.#turns.get(turnId);
    if (turn) turn.told = `${turn.told}${text}`.slice(-MAX_TYPED);
  }

  typed(turnId: number, text: string): void {
    const turn = this.#turns.get(turnId);
    if (turn) turn.typed = `${turn.typed}${text}`.slice(-MAX_TYPED);
  }

  /** A field now has a text that the user neither said nor agreed to. */
  filled(turnId: number, filled: Filled): void {
    this.#unsaid = [...this.#unsaid, { ...filled, turnId }].slice(-MAX_UNSAID);
  }

  /** The user has agreed to what the fields of that site send. */
  agreed(site: string): void {
    this.#unsaid = this.#unsaid.filter((each) => each.site !== site);
  }

  closed(turnId: number, tabs: number): void {
    const turn = this.#turns.get(turnId);
    if (turn) turn.closed += tabs;
  }

  /**
   * @param toHost the site that a call would tell something
   * @param documentId the document of that site whose control it uses
   */
  task(
    turnId: number,
    activeUrl: string,
    toHost: string | null = null,
    documentId: string | null = null,
  ): Task {
    const { words, agreedTo, hosts, told, typed, closed, read, from } = this.#turn(turnId, activeUrl);
    const before = [...this.#turns].filter(([id]) => id <= turnId).sort(([a], [b]) => a - b);
    const said = before.map(([, turn]) => turn.words);
    const known = this.#known.except(toHost);
    // Only a page that was read can have asked for what it is told.
    const asks = toHost !== null && [...read, from].some((host) => host !== null && isSameSite(host, toHost));
    const hasReadOthers = asks && [...read].some((host) => !isSameSite(host, toHost));
    // A script may have moved a text of this turn to another page of the site.
    const waits = (each: Filled & { turnId: number }) =>
      each.site === toHost && (each.turnId === turnId || each.documentId === documentId);
    const unsaid = [...new Set(this.#unsaid.filter(waits).map(({ text }) => text))];
    return { turnId, words, agreedTo, said, hosts, told, typed, closed, known, hasReadOthers, unsaid };
  }

  /** A new session begins: turn ids start over. */
  reset(): void {
    this.#turns.clear();
    this.#closeQuestion();
    this.#known.clear();
    this.#unsaid = [];
  }

  #questionOf(turnId: number): { turnId: number } & Question {
    return this.#question.turnId === turnId ? this.#question : { turnId, ...NO_QUESTION };
  }

  /** A question is answered once. */
  #closeQuestion(): void {
    this.#question = { turnId: 0, ...NO_QUESTION };
  }

  #turn(turnId: number, activeUrl: string): Turn {
    const known = this.#turns.get(turnId);
    if (known) return known;
    const host = hostOf(activeUrl);
    const turn: Turn = {
      words: '',
      agreedTo: NO_QUESTION,
      hosts: new Set(host === null ? [] : [host]),
      told: '',
      typed: '',
      closed: 0,
      read: new Set(),
      from: host,
    };
    this.#turns.set(turnId, turn);
    if (this.#turns.size > MAX_TURNS) this.#turns.delete(this.#turns.keys().next().value!);
    return turn;
  }
}

const isSameSite = (a: string, b: string): boolean => isWithin(a, new Set([b])) || isWithin(b, new Set([a]));
