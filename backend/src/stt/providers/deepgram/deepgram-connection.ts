import { SttConnection } from '../../adapter/socket/stt-connection.js';

/** What Deepgram's two APIs have in common: their frames and errors. */
export abstract class DeepgramConnection extends SttConnection {
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
