import { Injectable } from '@nestjs/common';
import type { Session } from './session.js';

/** Keeps the live sessions. A store for several processes would have to route a token to its process. */
export abstract class SessionStore {
  abstract readonly size: number;
  abstract add(session: Session): void;
  abstract find(resumeToken: string): Session | undefined;
  abstract remove(session: Session): void;
  abstract all(): Session[];
}

@Injectable()
export class MemorySessionStore extends SessionStore {
  readonly #byToken = new Map<string, Session>();

  get size(): number {
    return this.#byToken.size;
  }

  add(session: Session): void {
    this.#byToken.set(session.resumeToken, session);
  }

  find(resumeToken: string): Session | undefined {
    return this.#byToken.get(resumeToken);
  }

  remove(session: Session): void {
    this.#byToken.delete(session.resumeToken);
  }

  all(): Session[] {
    return [...this.#byToken.values()];
  }
}
