import { PAIRING_CODE_CHARS } from '#protocol';

/** @returns a pairing code as the field shows it while it is typed or after it was pasted: `7k3m-9qwp` as `7K3M9QWP`. */
export const typedCode = (typed: string): string =>
  typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .slice(0, PAIRING_CODE_CHARS);
