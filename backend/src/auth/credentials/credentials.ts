import { Injectable } from '@nestjs/common';
import { EarshotConfig } from '../../config/config.dto.js';

/** What a client has shown or proven: a key that it shares with this backend, or a token. */
export interface Credential {
  kind: 'key' | 'token';
  id: string;
}

/** The pairing code that is valid now, as both sides use it. */
export interface PairingSecret {
  salt: Buffer;
  /** PBKDF2 of the code. */
  key: Buffer;
}

/** The keys, tokens and the pairing code of this backend. They are in files, which other programs of its user change. */
@Injectable()
export class Credentials {
  constructor(private readonly config: EarshotConfig) {}

  /** @returns the key of that name if it is bound to this origin */
  key(_id: string, _origin: string): Buffer | undefined {
    return undefined;
  }

  /** Keeps a key that was made by pairing. @returns its name */
  addKey(_origin: string, _key: Buffer): string {
    return '';
  }

  /** @returns the id of the token, or undefined if there is no such one, or if it is revoked or expired */
  token(_given: string): string | undefined {
    return undefined;
  }

  /** Whether the credential is still valid. */
  holds(_credential: Credential): boolean {
    return this.config !== undefined;
  }

  /** @returns undefined if there is no code, or if it is used, expired, or had too many attempts */
  pairingSecret(): PairingSecret | undefined {
    return undefined;
  }

  /** A client has sent a wrong proof for the code. */
  pairingFailed(): void {}

  /** A client has paired: the code is used up. */
  pairingUsed(): void {}
}
