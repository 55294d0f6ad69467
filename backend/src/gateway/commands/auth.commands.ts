/** Commands with which a client and the backend prove to each other who they are. */
import { applyDecorators } from '@nestjs/common';
import { IsNotEmpty, IsString, Matches, MaxLength } from 'class-validator';
import { SECRET_TEXT, type CommandData } from '#protocol';
import { command, type CommandTable } from './command.js';

/** A nonce or proof as a message has it. */
const IsSecret = () =>
  applyDecorators(
    Matches(SECRET_TEXT, { message: '$property must be base64url of 32 bytes' }),
    MaxLength(43),
  );

class AuthDto implements CommandData<'auth'> {
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  key_id!: string;

  @IsSecret()
  nonce!: string;
}

class PairDto implements CommandData<'pair'> {
  @IsSecret()
  nonce!: string;
}

class ProofDto implements CommandData<'auth_proof'>, CommandData<'pair_proof'> {
  @IsSecret()
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
