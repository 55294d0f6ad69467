import { MAX_MESSAGE_BYTES, type ClientCommand } from '#protocol';
import type { SessionWishes } from '../session/session-options.js';

/** What changes a session and begins none. */
export type Wish = Extract<ClientCommand, { name: 'update_config' | 'page_context' | 'tool_register' }>;

/** Far more than anybody has to say before a session. */
const MAX_WISHES = 20;

/** A long page, and as much again for all else. */
const MAX_BYTES = 2 * MAX_MESSAGE_BYTES;

/** What a client wants of its session, said before there is one. Bounded: the oldest gives way. */
export class EarlyWishes {
  #kept: { wish: Wish; bytes: number }[] = [];

  /** @param bytes that the message took on the wire */
  add(wish: Wish, bytes: number): void {
    // A page and a list of tools stand instead of those before.
    if (wish.name !== 'update_config') this.#kept = this.#kept.filter((kept) => kept.wish.name !== wish.name);
    this.#kept.push({ wish, bytes });
    while (this.#kept.length > MAX_WISHES || this.#bytes > MAX_BYTES) this.#kept.shift();
  }

  /**
   * All of them, once.
   * @param later what was wished when the session began: where that says something, they say nothing any more
   */
  take({ mode, language }: SessionWishes): Wish[] {
    const outweighed = { ...(mode && { mode: undefined }), ...(language && { language: undefined }) };
    return this.#kept
      .splice(0)
      .map(({ wish }) =>
        wish.name === 'update_config' ? { ...wish, data: { ...wish.data, ...outweighed } } : wish,
      );
  }

  get #bytes(): number {
    return this.#kept.reduce((sum, { bytes }) => sum + bytes, 0);
  }
}
