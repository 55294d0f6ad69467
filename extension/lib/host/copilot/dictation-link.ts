import type { ClientCommands, ServerCommands, TextData } from '#protocol';
import type { PageAccess } from '../../browser/browser-calls';
import type { BackendClient } from '../../session/backend-client';
import { usableText } from '../../session/state/usable-data';
import { Dictation, type DictationDeps } from '../../tools/dictation/dictation';

/** Connects a dictation with the backend: either side begins and ends it, and the backend says each change. */
export class DictationLink {
  readonly #dictation: Dictation;
  /** What the user wants as soon as the session takes commands. */
  #wanted: ClientCommands['dictation'] | null = null;

  /** @param takes whether the session takes commands */
  constructor(
    private readonly client: BackendClient,
    private readonly takes: () => boolean,
    deps: Omit<DictationDeps, 'send' | 'ready'>,
  ) {
    this.#dictation = new Dictation({
      ...deps,
      send: (state, reason) => this.#send({ state, ...(reason && { reason }) }),
      ready: () => void (this.takes() && client.sendCommand('dictation', { state: 'on', ready: true })),
    });
  }

  get isOn(): boolean {
    return this.#dictation.isOn;
  }

  /** What the user says from now on is to be written, or no longer. */
  set(on: boolean): void {
    this.#send({ state: on ? 'on' : 'off' });
  }

  stop(): void {
    if (this.isOn) this.set(false);
    else this.#wanted = null;
  }

  sessionOpened(resumed: boolean): void {
    if (!resumed) {
      // The user does not know that there is another session.
      if (this.isOn) this.#wanted ??= { state: 'on' };
      this.#dictation.sessionBegan();
    }
    if (this.#wanted !== null) this.#send(this.#wanted);
  }

  changed({ state }: ServerCommands['dictation']): void {
    this.#dictation.changed(state === 'on');
  }

  take(data: TextData): void {
    this.#dictation.take(usableText(data));
  }

  pageChanged(page: PageAccess | null): void {
    this.#dictation.pageChanged(page);
  }

  ended(): void {
    this.#dictation.lost();
    this.#wanted = null;
  }

  /** What the backend cannot be told now, it is told when the connection is back. */
  #send(change: ClientCommands['dictation']): void {
    this.#wanted = this.takes() ? null : change;
    if (this.takes()) this.client.sendCommand('dictation', change);
  }
}
