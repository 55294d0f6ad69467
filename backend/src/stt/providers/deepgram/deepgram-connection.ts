import type { TermLimits } from '../../adapter/page-terms.js';
import type { TermSupport } from '../../adapter/socket/term-support.js';
import { SttConnection } from '../../adapter/socket/stt-connection.js';
import { TermUpdates } from '../../adapter/socket/term-updates.js';

/**
 * Deepgram takes 500 tokens, advises 20 to 50 terms, and stops to transcribe at more tokens (its documentation and changelog
 * of 2026-10-08, read 2026-11-30).
 */
const LIMITS: TermLimits = { count: 50, tokens: 450 };

/** The terms of a connection: those of the config, and whether Deepgram takes those of the page, too. */
export interface DeepgramTerms {
  own: readonly string[];
  support: TermSupport;
}

/** What Deepgram's two APIs have in common: their frames, errors and updates of the key terms. */
export abstract class DeepgramConnection extends SttConnection {
  /** @param message as the SDK gives it: a string if it is not JSON */
  protected onMessage(message: unknown): void {
    if (typeof message !== 'object' || message === null) return this.malformed(message);
    switch ((message as { type?: unknown }).type) {
      case 'Error':
        return this.onError(message);
      case 'ConfigureSuccess':
        return this.terms?.accepted();
      case 'ConfigureFailure':
        return this.terms?.refused();
      default:
        this.onFrame(message);
    }
  }

  /** @param send sends a `Configure`, which replaces the key terms of the query, too */
  protected termUpdates(terms: DeepgramTerms | undefined, send: (keyterms: string[]) => void) {
    return (
      terms &&
      new TermUpdates({
        ...terms,
        limits: LIMITS,
        answers: true,
        send: (keyterms) => {
          if (this.open) send(keyterms);
        },
      })
    );
  }

  /** An error while an update is not answered is about the update: if it ends the connection, the end is reported, too. */
  protected onError(error: object): void {
    if (this.terms?.awaited) return this.terms.refused();
    this.fail(this.problem('vendor_failure', error));
  }

  protected abstract onFrame(frame: object): void;
}
