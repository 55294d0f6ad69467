/**
 * When the extension reconnects to the backend, and when it gives up. This file decides; `SessionController` and
 * `OutageTimer` carry it out, and `libs/client` waits between the attempts.
 *
 * | what happened                                            | decision                                          |
 * | -------------------------------------------------------- | ------------------------------------------------- |
 * | the connection was lost, or the backend does not answer   | reconnect with backoff (`RECONNECT`)              |
 * | the same, and a panel is open                             | never give up: the user sees it and can hang up   |
 * | the same, no panel is open, there was a session           | give up after `UNATTENDED_OUTAGE_MS`              |
 * | the same, no panel is open, there never was a session     | give up at once                                   |
 * | the backend restarts (close code 1012)                    | as a lost connection; the panel says the reason   |
 * | the backend refused the client (close code 1008)          | give up at once                                   |
 * | another client took the session over (also code 1008)     | give up at once; Start talking takes it back      |
 * | this browser has no key for the address                   | do not connect; say how to pair                   |
 * | the server's proof is wrong, or it gives none             | give up at once: it gets nothing of the user's    |
 * | the server says that it does not know this browser        | give up at once; a claim, so the key stays        |
 * | the browser takes no such address, or no such port        | give up at once                                   |
 * | the address was changed in the settings                   | move the call there at once (`SessionController`) |
 *
 * Giving up ends the call and releases the microphone. After a refusal, what was said and typed meanwhile is dropped, so that it
 * is not sent later either; the server's own words are not shown, because any program that took the port may have written them.
 * Retry now ends the wait between two attempts.
 */
import type { ClientError, ClosedEvent, ConnectionState, EarshotClientOptions } from '#client';
import { CLOSE, SINGLE_CLIENT_REASON, TAKEN_OVER_REASON } from '#protocol';
import type { Connection, Notice, TrustProblem } from './state/session-state';

/** The delay doubles from 1 s to 15 s, less up to 30 % of jitter, and the attempts do not end. */
export const RECONNECT = {
  reconnectInterval: 1_000,
  maxReconnectInterval: 15_000,
  reconnectJitter: 0.3,
  maxReconnectAttempts: -1,
} satisfies EarshotClientOptions;

/** After this many failed attempts the panel says how to start the backend. */
export const ATTEMPTS_BEFORE_HELP = 3;

/** How long an open microphone waits for a lost backend while no panel is open. */
export const UNATTENDED_OUTAGE_MS = 180_000;

export interface Outage {
  reconnecting: boolean;
  /** There was a session to resume. */
  wasOpen: boolean;
  panelOpen: boolean;
}

/** @returns how long the call still waits for the backend, counted from when no panel was open; null: without limit. */
export function giveUpAfterMs({ reconnecting, wasOpen, panelOpen }: Outage): number | null {
  if (!reconnecting || panelOpen) return null;
  return wasOpen ? UNATTENDED_OUTAGE_MS : 0;
}

const TRUST_PROBLEMS: Record<NonNullable<ClosedEvent['refusal']>, TrustProblem> = {
  no_key: 'unpaired',
  wrong_proof: 'impostor',
  no_proof: 'unproven',
  unauthorized: 'unauthorized',
};

export interface CallEnd {
  notice: Notice | null;
  /** The client may resume the session, and send what it still holds for the backend. */
  keepSession: boolean;
}

/** @returns how the call ends after a close, or null if it goes on or had already ended. */
export function endAfterClose(event: ClosedEvent): CallEnd | null {
  const { code, reason, intended, willReconnect, refusal } = event;
  if (intended || willReconnect) return null;
  if (refusal) return { notice: { code: TRUST_PROBLEMS[refusal] }, keepSession: false };
  if (code !== CLOSE.refused) return { notice: null, keepSession: true };
  if (reason === TAKEN_OVER_REASON) return { notice: { code: 'taken_over' }, keepSession: true };
  return { notice: { code: reason === SINGLE_CLIENT_REASON ? 'occupied' : 'refused' }, keepSession: false };
}

/**
 * @param client what the client's connection is now: after an address that the browser does not take it is closed, with no event
 * @returns how the call ends after an error of the client, or null if the client goes on or no call is left to end.
 */
export function endAfterError(
  { kind }: ClientError,
  client: ConnectionState,
  call: Connection,
): CallEnd | null {
  if (kind !== 'connection' || client !== 'closed' || call === 'off') return null;
  return { notice: { code: 'bad_address' }, keepSession: false };
}
