import type { ClientCommands } from '#protocol';
import type { Conversation } from '../../main-control/conversation.js';
import type { AnswerContext } from '../../main-control/output/generate-answer.js';

/** A client that does not say by then whether it can write is one that never says so. By judgement. */
const READY_WITHIN_MS = 1_500;

/** The user has ended it before there was a field. */
const NOT_BEGUN = 'I am not dictating.';

/** Begins and ends the dictations of a session, for its client and for what the user says. */
export class DictationOffer {
  /** Ends the wait for the client. @param problem why it cannot write */
  #onReady: ((problem?: string) => void) | undefined;

  /** @param phrasesChanged called when other words are expected: what is dictated is no command about the page */
  constructor(
    private readonly conversation: () => Pick<Conversation, 'dispatch' | 'state'>,
    private readonly context: Pick<AnswerContext, 'dictate'>,
    private readonly phrasesChanged: () => void,
  ) {}

  get isOn(): boolean {
    return this.conversation().state.dictation !== null;
  }

  /** @param isSupported whether the client writes what is dictated */
  offer(isSupported: boolean): void {
    this.context.dictate = isSupported ? () => this.#begin() : undefined;
  }

  /** The client wants to write what the user says, or no longer. */
  command({ state, reason, ready }: ClientCommands['dictation']): void {
    if (state === 'on') {
      if (ready) return this.#onReady?.();
      return this.#dispatch({ on: true, stopsAnswer: true });
    }
    const said = (reason ?? '').toWellFormed().replace(/\s+/g, ' ').trim();
    // The answer to the user's words says why nothing has begun.
    const onReady = this.#onReady;
    this.#dispatch({ on: false, ...(said !== '' && { reason: onReady ? '' : said }) });
    onReady?.(said === '' ? NOT_BEGUN : said);
  }

  /** The user has asked for it. @returns why the client cannot write; undefined if it writes */
  #begin(): Promise<string | undefined> {
    this.#onReady?.();
    return new Promise((resolve) => {
      const settle = (problem?: string) => {
        clearTimeout(timer);
        this.#onReady = undefined;
        resolve(problem);
      };
      const timer = setTimeout(settle, READY_WITHIN_MS).unref();
      this.#onReady = settle;
      this.#dispatch({ on: true });
    });
  }

  /** @param change `stopsAnswer`: what is being said would be dictated with the rest */
  #dispatch(change: { on: boolean; stopsAnswer?: boolean; reason?: string }): void {
    this.conversation().dispatch({ type: 'dictation', ...change });
    this.phrasesChanged();
  }
}
