import { placesNamedIn } from '#sites';
import { hostOf } from './addresses';
import { isYes, NO_QUESTION, type Question } from './asked';
import { KnownWords } from './known-words';

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
  /** How much of the addresses that were opened in this turn is not in its words. */
  toldChars: number;
  /** Words of the conversation before this turn, and of the pages of other sites that were read. */
  known: ReadonlySet<string>;
}

const MAX_TURNS = 20;

/** The source of what was said; no host has a space. */
const CONVERSATION = 'the conversation';

interface Turn {
  words: string;
  agreedTo: Question;
  hosts: Set<string>;
  toldChars: number;
}

/** The tasks of a session. */
export class Tasks {
  readonly #turns = new Map<number, Turn>();
  readonly #known = new KnownWords();
  /** What Earshot has said last, also where the user has cut it off, and marked for it. */
  #question = { turnId: 0, ...NO_QUESTION };

  /**
   * The user has begun to speak.
   * @param activeUrl of the tab that the user sees
   */
  begin(turnId: number, activeUrl: string): void {
    // What earlier turns said is known only from now on: a turn may repeat its own words.
    if (!this.#turns.has(turnId))
      for (const { words } of this.#turns.values()) this.#known.add(CONVERSATION, words);
    this.#turn(turnId, activeUrl);
  }

  userSaid(turnId: number, text: string, activeUrl: string): void {
    this.begin(turnId, activeUrl);
    const turn = this.#turn(turnId, activeUrl);
    turn.words = text;
    turn.agreedTo = isYes(text) ? this.#question : NO_QUESTION;
    if (text !== '') this.#closeQuestion();
    for (const address of placesNamedIn(text)) {
      const host = hostOf(address);
      if (host !== null) turn.hosts.add(host);
    }
  }

  /** Words that may have been misheard. They agree to nothing. */
  userMayHaveSaid(turnId: number, text: string, activeUrl: string): void {
    this.begin(turnId, activeUrl);
    this.#known.add(CONVERSATION, text);
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
    this.#known.add(CONVERSATION, text);
  }

  /** Earshot has marked these controls for a question. */
  marked(turnId: number, refs: readonly string[]): void {
    this.#question = { ...this.#questionOf(turnId), refs };
  }

  /** A page of that site was read. */
  read(host: string, text: string): void {
    this.#known.add(host, text);
  }

  /** The user has let it open this address. */
  opened(turnId: number, url: string): void {
    const host = hostOf(url);
    if (host !== null) this.#turns.get(turnId)?.hosts.add(host);
  }

  /** An address was opened with so much in it that the user did not say. */
  told(turnId: number, chars: number): void {
    const turn = this.#turns.get(turnId);
    if (turn) turn.toldChars += chars;
  }

  /** @param toHost the site that a call would tell something */
  task(turnId: number, activeUrl: string, toHost: string | null = null): Task {
    const { words, agreedTo, hosts, toldChars } = this.#turn(turnId, activeUrl);
    const before = [...this.#turns].filter(([id]) => id <= turnId).sort(([a], [b]) => a - b);
    const said = before.map(([, turn]) => turn.words);
    return { turnId, words, agreedTo, said, hosts, toldChars, known: this.#known.except(toHost) };
  }

  /** A new session begins: turn ids start over. */
  reset(): void {
    this.#turns.clear();
    this.#closeQuestion();
    this.#known.clear();
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
      toldChars: 0,
    };
    this.#turns.set(turnId, turn);
    if (this.#turns.size > MAX_TURNS) this.#turns.delete(this.#turns.keys().next().value!);
    return turn;
  }
}
