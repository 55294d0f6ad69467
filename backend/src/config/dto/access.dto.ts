import { IsIn, IsNotEmpty, IsOptional, IsString, Matches, MaxLength, MinLength } from 'class-validator';
import { Secret } from '../../provider-kit/provider-options.js';

/** As long as a random password that cannot be guessed. */
export const MIN_TOKEN_CHARS = 16;

/** What a header can carry. */
export const SENDABLE = /^[\x21-\x7E]+$/;

export class AuthConfig {
  /**
   * Whether programs on this computer may connect without a token ("open"), or need one or a paired key as others do ("paired").
   * A proxy in front of Earshot opens nothing.
   */
  @IsIn(['open', 'paired'])
  loopback: 'open' | 'paired' = 'open';

  /** A token that clients may send. `EARSHOT_TOKEN` overrides it; `npm run tokens` makes others, which can be revoked. */
  @IsOptional()
  @IsString()
  @MinLength(MIN_TOKEN_CHARS)
  @MaxLength(1_000)
  @Matches(SENDABLE, { message: '$property must be one word of printable ASCII' })
  @Secret()
  token?: string;

  /** A file with such a token, which only its owner may read. `EARSHOT_TOKEN_FILE` overrides it. */
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  tokenFile?: string;
}

export class TlsConfig {
  /** The file of the certificate, and of those between it and its authority, in PEM. It is read again when it changes. */
  @IsString()
  @IsNotEmpty()
  cert!: string;

  /** The file of the certificate's private key, in PEM. */
  @IsString()
  @IsNotEmpty()
  key!: string;
}
