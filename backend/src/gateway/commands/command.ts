import type { ClientCommandName, ClientCommands, ServerMessage } from '#protocol';
import type { SessionOptions } from '../../session/session-options.js';
import type { Session } from '../../session/session.js';

/** The connection as a command that needs no session sees it. */
export interface CommandConnection {
  send(message: ServerMessage): void;
  startSession(data: ClientCommands['session_start']): void;
}

/** A client command: the DTO that validates its data, whether it needs a session, and what it does. */
export type Command<Data extends object = object> = {
  dto: new () => Data;
  /** Null takes a choice back. In all other commands a null field counts as left out. */
  keepsNull?: boolean;
} & (
  | { session: 'none'; handle(connection: CommandConnection, data: Data): void }
  /** Opens a session with these options where there is none. */
  | { session: 'opens'; options?: Partial<SessionOptions>; handle(session: Session, data: Data): void }
  /** Without a session the command is ignored, or refused with this error. */
  | { session: 'required'; refusal?: string; handle(session: Session, data: Data): void }
  /** Without a session the command waits for one; the newest of its name replaces those before where `latestOnly` is set. */
  | { session: 'awaited'; latestOnly?: boolean; handle(session: Session, data: Data): void }
);

/** Every command of the protocol. A DTO that lacks a required field of its command does not compile. */
export type CommandTable = { readonly [Name in ClientCommandName]: Command<ClientCommands[Name]> };

/** Infers the data's type of a command from its DTO. */
export const command = <Data extends object>(definition: Command<Data>): Command<Data> => definition;
