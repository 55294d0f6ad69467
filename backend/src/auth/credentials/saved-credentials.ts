/** The files of credentials, and what they must look like to be read. */
import 'reflect-metadata';
import { plainToInstance, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsNotEmpty,
  IsNumber,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
  validateSync,
} from 'class-validator';
import { SECRET_TEXT } from '#protocol';
import { jsonObject } from '../../common/text/json-object.js';

/** Of keys, and of tokens. */
export const MAX_CREDENTIALS = 100;

/** The largest time that a Date holds. */
const MAX_TIME_MS = 8.64e15;

export const MAX_NAME_CHARS = 60;

class SavedCredential {
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  id!: string;

  /** Epoch milliseconds. */
  @IsNumber()
  @Min(0)
  @Max(MAX_TIME_MS)
  created_at!: number;
}

/** A key that a client got by pairing. */
export class PairedKey extends SavedCredential {
  /** Base64url. */
  @Matches(SECRET_TEXT)
  key!: string;

  /** Of the client that has it, as its Origin header says; empty for programs. */
  @IsString()
  @MaxLength(1_000)
  origin!: string;

  /** Where the client was when it was paired. */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  from?: string;
}

/** A token, without its text. */
export class SavedToken extends SavedCredential {
  @IsString()
  @IsNotEmpty()
  @MaxLength(MAX_NAME_CHARS)
  name!: string;

  /** Of the token's text, in base64url. */
  @Matches(SECRET_TEXT)
  sha256!: string;

  /** Epoch milliseconds; null if it lasts until it is revoked. */
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(MAX_TIME_MS)
  expires_at!: number | null;
}

const idOf = ({ id }: SavedCredential) => id;

class KeysFile {
  @IsArray()
  @ArrayMaxSize(MAX_CREDENTIALS)
  @ArrayUnique(idOf)
  @ValidateNested({ each: true })
  @Type(() => PairedKey)
  keys!: PairedKey[];
}

class TokensFile {
  @IsArray()
  @ArrayMaxSize(MAX_CREDENTIALS)
  @ArrayUnique(idOf)
  @ValidateNested({ each: true })
  @Type(() => SavedToken)
  tokens!: SavedToken[];
}

/** A pairing code as its file has it: not the code, but the key that is made of it. */
export class SavedPairing {
  @Matches(SECRET_TEXT)
  salt!: string;

  @Matches(SECRET_TEXT)
  key!: string;

  /** Epoch milliseconds. */
  @IsNumber()
  @Min(0)
  @Max(MAX_TIME_MS)
  expires_at!: number;

  @IsNumber()
  @Min(0)
  @Max(100)
  attempts_left!: number;
}

/** @returns undefined if the text is something else */
export const readKeys = (text: string): PairedKey[] | undefined => read(KeysFile, text)?.keys;

/** @returns undefined if the text is something else */
export const readTokens = (text: string): SavedToken[] | undefined => read(TokensFile, text)?.tokens;

/** @returns undefined if the text is something else */
export const readPairing = (text: string): SavedPairing | undefined => read(SavedPairing, text);

function read<T extends object>(Type: new () => T, text: string): T | undefined {
  const plain = jsonObject(text);
  if (!plain) return undefined;
  const value = plainToInstance(Type, plain);
  return validateSync(value, { forbidUnknownValues: true }).length === 0 ? value : undefined;
}
