import type { Backend } from '../backend.ts';
import { until } from '../cdp.ts';

/** The pairing code in what the backend or a command has printed. */
const CODE = /\bcode(?: is)? ([0-9A-Z]{8})\b/;

/** @returns undefined if there is none */
export const codeIn = (printed: string): string | undefined => CODE.exec(printed)?.[1];

/** Waits for the code that a backend makes when it has started. One that is made earlier is replaced by it. */
export const printedCode = (backend: Backend): Promise<string> =>
  until('the pairing code', async () => codeIn(backend.output()));
