import type { ProviderError } from '../../../provider-kit/errors/provider-error.js';
import { SttConnection } from '../../adapter/socket/stt-connection.js';
import type { SocketEnd } from '../../adapter/socket/vendor-socket.js';

/** What Deepgram's two APIs have in common: how they refuse. */
export abstract class DeepgramConnection extends SttConnection {
  override errorOf(end: SocketEnd): ProviderError {
    // HTTP 400 "No such model/language/tier combination found", 403 "Project does not have access to the requested model".
    const aboutModel =
      end.type === 'refused' && /no such model|access to the requested model/i.test(end.reason);
    return aboutModel ? this.problem('unknown_model', end) : super.errorOf(end);
  }

  /** @param message as the SDK gives it: a string if it is not JSON */
  protected onMessage(message: unknown): void {
    if (typeof message !== 'object' || message === null) this.malformed(message);
    else if ((message as { type?: unknown }).type === 'Error') this.onError(message);
    else this.onFrame(message);
  }

  protected onError(error: object): void {
    this.fail(this.problem('vendor_failure', error));
  }

  protected abstract onFrame(frame: object): void;
}
