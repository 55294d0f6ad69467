/**
 * Why a pairing failed:
 * - invalid_code: what was typed cannot be a code.
 * - unreachable: there is no connection to that address, or it ended before the pairing did.
 * - not_earshot: the server does not know how to pair; it may be another program, or an older backend.
 * - no_code: the server says that it accepts no code now. Any program can claim that.
 * - wrong_code: the server does not hold this code: it was mistyped, or another program has the address. It learned nothing.
 * - unauthorized: the server held the code, but does not accept it any more.
 * - timeout: the server did not answer in time.
 */
export type PairingErrorKind =
  'invalid_code' | 'unreachable' | 'not_earshot' | 'no_code' | 'wrong_code' | 'unauthorized' | 'timeout';

const MESSAGES: Record<PairingErrorKind, string> = {
  invalid_code: 'This is not a pairing code. A code has 8 letters and digits.',
  unreachable: 'The backend cannot be reached at this address. Start it, or correct the address.',
  not_earshot: 'What answers at this address cannot pair. Correct the address, or update the backend.',
  no_code: 'The backend accepts no pairing code now. Run npm run pair where the backend runs.',
  wrong_code:
    'The code is wrong, or another program answers at this address. Compare both with what the backend shows.',
  unauthorized: 'The pairing code is used up or has expired. Run npm run pair for a new one.',
  timeout: 'The backend did not answer in time. Try again.',
};

export class PairingError extends Error {
  constructor(
    readonly kind: PairingErrorKind,
    /** What the server said about it, at most 300 characters. */
    readonly reason?: string,
  ) {
    super(MESSAGES[kind]);
    this.name = 'PairingError';
  }
}
