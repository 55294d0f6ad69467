import type { ClientCommandName, ClientCommands, ServerMessage } from '#protocol';
import type { Handshake } from '../../auth/handshake/handshake.js';
import type { SessionOptions } from '../../session/session-options.js';
import type { Session } from '../../session/session.js';

/** The connection, for a command that needs no session. */
export interface CommandConnection {
  readonly handshake: Pick<Handshake, 'auth' | 'authProof' | 'pair' | 'pairProof'>;
  send(message: ServerMessage): void;
  startSession(data: ClientCommands['session_start']): void;
}

/** A client command: the DTO for its data, whether it needs a session, and its handler. */
export type Command<Data extends object = object> = {
  dto: new () => Data;
  /** Null resets a choice. In all other commands a null field counts as missing. */
  keepsNull?: boolean;
} & (
  | { session: 'none'; handle(connection: CommandConnection, data: Data): void }
  /** Opens a session with these options if there is none. */
  | { session: 'opens'; options?: Partial<SessionOptions>; handle(session: Session, data: Data): void }
  /** Without a session the command is ignored or refused with this error. */
  | {
      session: 'required';
      refusal?: string;
      handle(session: Session, data: Data): void;
      /** The data is not valid, which the client is told: the session may wait for it. */
      onInvalid?(session: Session, data: Readonly<Record<string, unknown>>): void;
    }
  /** Without a session the command waits for one; with `latestOnly` the newest of its name replaces earlier ones. */
  | { session: 'awaited'; latestOnly?: boolean; handle(session: Session, data: Data): void }
);

/** Every command of the protocol. A DTO that lacks a required field of its command does not compile. */
export type CommandTable = { readonly [Name in ClientCommandName]: Command<ClientCommands[Name]> };

/** Infers the type of a command's data from its DTO. */
export const command = <Data extends object>(definition: Command<Data>): Command<Data> => definition;
