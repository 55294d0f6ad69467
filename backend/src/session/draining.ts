import { Injectable } from '@nestjs/common';

/** The reason of the connections that are closed meanwhile. */
export const RESTARTING = 'The backend is restarting';

/** For the clients that come meanwhile. */
export const TRY_AGAIN_SOON = `${RESTARTING}. Try again in a few seconds.`;

/** Whether the backend is about to end: it then finishes what it does and takes nothing new. */
@Injectable()
export class Draining {
  #isOn = false;

  get isOn(): boolean {
    return this.#isOn;
  }

  start(): void {
    this.#isOn = true;
  }
}
