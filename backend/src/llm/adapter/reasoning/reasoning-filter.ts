import type { LlmEvent } from '../../llm.port.js';
import {
  asciiLower,
  BARE_CHANNEL,
  BARE_FINAL,
  findMarker,
  HEADER_END,
  markerStart,
  THOUGHT_OPENINGS,
  type Marker,
} from './markers.js';
import { WrittenText } from './written-text.js';

/** Longest text that is held back because it may be thoughts; longer thoughts have a mark of their own. */
const MAX_HELD_CHARS = 100_000;

/** The header of a message of gpt-oss is one line. */
const MAX_HEADER_CHARS = 200;

/** What was passed on as text turned out to be thoughts. */
export class SpokenThoughtsError extends Error {
  constructor() {
    super('The model closed its thoughts without opening them.');
  }
}

/**
 * - `start`: nothing was passed on, and what came may still become a mark or the opening of thoughts.
 * - `held`: it is not known whether this is text or thoughts whose beginning the chat template has taken.
 */
type Mode = 'start' | 'held' | 'text' | 'reasoning' | 'header';

/**
 * Takes reasoning out of a model's text, however it is marked. Deltas may end within a mark. Marks in code or quotes are part
 * of the text.
 */
export class ReasoningFilter {
  #mode: Mode = 'start';
  /** Text that was not passed on yet. */
  #rest = '';
  /** How much of it has no mark. */
  #searched = 0;
  #isBare = false;
  #hasReasoning = false;
  readonly #written = new WrittenText();
  #hidThoughts = false;

  /**
   * @param mayBeThinking `never`: the vendor separates reasoning itself. `perhaps`: text that begins like thoughts is held
   * back until it is clear what it is. `likely`: all text is.
   */
  constructor(private readonly mayBeThinking: 'never' | 'perhaps' | 'likely') {}

  /** Whether thoughts came within the text, only closed by a mark. */
  get hidThoughts(): boolean {
    return this.#hidThoughts;
  }

  /** Whether text is held back that may be thoughts. */
  get isHolding(): boolean {
    return this.#mode === 'held';
  }

  /** The server sent reasoning apart from the text. */
  separated(): void {
    this.#hasReasoning = true;
    if (this.#mode === 'held') this.#mode = 'text';
  }

  /** @throws SpokenThoughtsError */
  push(delta: string): LlmEvent[] {
    this.#rest += delta;
    const events: LlmEvent[] = [];
    while (this.#step(events));
    return events;
  }

  /** The answer is over: what was held back was no mark. */
  end(): LlmEvent[] {
    const events: LlmEvent[] = [];
    this.#emit(events, this.#rest.length);
    return events;
  }

  /** @returns whether there may be more to do with the text that has come */
  #step(events: LlmEvent[]): boolean {
    switch (this.#mode) {
      case 'start':
        return this.#start();
      case 'header':
        return this.#readHeader();
      default:
        return this.#readOn(events);
    }
  }

  #start(): boolean {
    const begun = this.#rest.trimStart();
    if (begun === '') return false;
    const lower = begun.toLowerCase();
    if (markerStart(begun) === begun.length) return false;
    if (lower.startsWith(BARE_CHANNEL)) {
      const next = begun[BARE_CHANNEL.length];
      if (next === undefined) return false;
      if (/[A-Z"“]/.test(next)) {
        this.#isBare = true;
        this.#rest = begun.slice(BARE_CHANNEL.length);
        this.#mode = 'reasoning';
        return true;
      }
    } else if (BARE_CHANNEL.startsWith(lower)) return false;
    const isOpen = this.mayBeThinking !== 'never' && !this.#hasReasoning;
    if (
      isOpen &&
      THOUGHT_OPENINGS.some((opening) => opening.length > lower.length && opening.startsWith(lower))
    )
      return false;
    const isSuspect =
      isOpen &&
      (this.mayBeThinking === 'likely' || THOUGHT_OPENINGS.some((opening) => lower.startsWith(opening)));
    this.#mode = isSuspect ? 'held' : 'text';
    return true;
  }

  #readHeader(): boolean {
    const at = asciiLower(this.#rest).indexOf(HEADER_END);
    if (at < 0 && this.#rest.length <= MAX_HEADER_CHARS) return false;
    const header = at < 0 ? '' : this.#rest.slice(0, at);
    if (at >= 0) this.#rest = this.#rest.slice(at + HEADER_END.length);
    // A message without a channel is for the user, too.
    this.#mode = /(?:^|\|>)\s*final\b|^\s*assistant\s*$/i.test(header) ? 'text' : 'reasoning';
    return true;
  }

  #readOn(events: LlmEvent[]): boolean {
    const marker = this.#nextMarker();
    if (!marker) {
      if (this.#mode === 'held' && this.#rest.length <= MAX_HELD_CHARS) return false;
      if (this.#mode === 'held') this.#mode = 'text';
      this.#emit(events, this.#rest.length - markerStart(this.#rest, this.#isBare ? [BARE_FINAL] : []));
      return false;
    }
    if (marker.kind === 'close' && this.#mode !== 'reasoning' && !this.#hasReasoning) this.#takeBack();
    this.#emit(events, marker.at);
    this.#rest = this.#rest.slice(marker.end - marker.at);
    this.#follow(marker);
    return true;
  }

  /** What came before was thoughts: only what was not passed on yet can be taken back here. */
  #takeBack(): void {
    if (this.#written.hasText && this.mayBeThinking === 'perhaps') throw new SpokenThoughtsError();
    this.#mode = 'reasoning';
    this.#hidThoughts = true;
  }

  #follow({ kind }: Marker): void {
    if (kind === 'header') this.#mode = 'header';
    else if (kind === 'open') this.#mode = 'reasoning';
    else this.#mode = 'text';
    if (kind === 'open' || kind === 'close') this.#hasReasoning = true;
  }

  /** The next mark that counts, where the text stands now. */
  #nextMarker(): Marker | undefined {
    if (this.#isBare) {
      const at = this.#rest.indexOf(BARE_FINAL);
      if (at >= 0) {
        this.#isBare = false;
        return { kind: 'bare_final', at, end: at + BARE_FINAL.length };
      }
    }
    for (let from = this.#searched; ;) {
      const marker = findMarker(this.#rest, from);
      if (!marker) break;
      if (this.#counts(marker)) return marker;
      from = marker.end;
    }
    this.#searched = this.#rest.length - markerStart(this.#rest);
    return undefined;
  }

  #counts({ kind, at }: Marker): boolean {
    if (this.#mode === 'reasoning') return kind !== 'open';
    if (kind === 'close' && this.mayBeThinking === 'never' && !this.#hasReasoning) return false;
    return this.#written.with(this.#rest.slice(0, at)).takesMark(kind);
  }

  #emit(events: LlmEvent[], chars: number): void {
    const text = this.#rest.slice(0, chars);
    this.#rest = this.#rest.slice(chars);
    this.#searched = 0;
    if (text === '' || this.#mode === 'header') return;
    if (this.#mode === 'reasoning') {
      this.#hasReasoning = true;
      events.push({ type: 'reasoning', text });
      return;
    }
    this.#written.add(text);
    events.push({ type: 'text', text });
  }
}
