import type { ErrorMessage } from '#protocol';

/** The backend's longest explanation has about 200 characters. */
const MAX_CLAIM_CHARS = 300;

/** Bounds a text that any program may have written, before a person reads it. */
export const boundedClaim = (text: string): string => text.slice(0, MAX_CLAIM_CHARS);

/** @returns whether the server does not know the handshake. The plain protocol's errors have no code. */
export const isUnknownMessage = ({ code }: Partial<ErrorMessage>): boolean =>
  code === undefined || code === 'unknown_message';
