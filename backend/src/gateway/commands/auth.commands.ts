/** Commands with which a client and the backend prove to each other who they are. */
import { IsNotEmpty, IsString, Matches, MaxLength } from 'class-validator';
import { SECRET_TEXT, type CommandData } from '#protocol';
import { command, type CommandTable } from './command.js';

const SECRET_CHARS = 43;

class AuthDto implements CommandData<'auth'> {
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  key_id!: string;

  @Matches(SECRET_TEXT, { message: 'nonce must be base64url of 32 bytes' })
  @MaxLength(SECRET_CHARS)
  nonce!: string;
}

class PairDto implements CommandData<'pair'> {
  @Matches(SECRET_TEXT, { message: 'nonce must be base64url of 32 bytes' })
  @MaxLength(SECRET_CHARS)
  nonce!: string;
}

class ProofDto implements CommandData<'auth_proof'>, CommandData<'pair_proof'> {
  @Matches(SECRET_TEXT, { message: 'proof must be base64url of 32 bytes' })
  @MaxLength(SECRET_CHARS)
  proof!: string;
}

export const authCommands = {
  auth: command({
    dto: AuthDto,
    session: 'none',
    handle: (connection, data) => connection.handshake.auth(data),
  }),
  auth_proof: command({
    dto: ProofDto,
    session: 'none',
    handle: (connection, data) => connection.handshake.authProof(data),
  }),
  pair: command({
    dto: PairDto,
    session: 'none',
    handle: (connection, data) => connection.handshake.pair(data),
  }),
  pair_proof: command({
    dto: ProofDto,
    session: 'none',
    handle: (connection, data) => connection.handshake.pairProof(data),
  }),
} satisfies Partial<CommandTable>;
