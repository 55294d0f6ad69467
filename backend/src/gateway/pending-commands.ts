import { MAX_MESSAGE_BYTES, type ClientCommandName } from '#protocol';
import type { ResumeOptions } from '../session/session-options.js';

/** A valid command that waits for its session. */
export interface PendingCommand {
  name: ClientCommandName;
  data: object;
}

/** Far more than any client sends before its session starts. */
const MAX_COMMANDS = 20;

/** A long page, and the same again for everything else. */
const MAX_BYTES = 2 * MAX_MESSAGE_BYTES;

/** Commands that came before the session. Bounded: the oldest are dropped. */
export class PendingCommands {
  #pending: { command: PendingCommand; bytes: number }[] = [];

  /**
   * @param bytes size of the message on the wire
   * @param latestOnly drops the earlier commands of the same name
   */
  add(command: PendingCommand, bytes: number, latestOnly = false): void {
    if (latestOnly) this.#pending = this.#pending.filter(({ command: { name } }) => name !== command.name);
    this.#pending.push({ command, bytes });
    while (this.#pending.length > MAX_COMMANDS || this.#bytes > MAX_BYTES) this.#pending.shift();
  }

  /**
   * Removes and returns all, in order.
   * @param started what `session_start` chose: it overrides the same choices of earlier `update_config` commands
   */
  take({ mode, language }: ResumeOptions): PendingCommand[] {
    const overridden = { ...(mode && { mode: undefined }), ...(language && { language: undefined }) };
    return this.#pending
      .splice(0)
      .map(({ command: { name, data } }) =>
        name === 'update_config' ? { name, data: { ...data, ...overridden } } : { name, data },
      );
  }

  get #bytes(): number {
    return this.#pending.reduce((sum, { bytes }) => sum + bytes, 0);
  }
}
