import { systemClock } from '../clock/clock.js';
import { printable } from '../text/printable.js';
import { redact } from './redact.js';

/** `text` is for people; `json` is an object in each line, for programs. */
export type LogFormat = 'text' | 'json';

/** Longest line for people, and longest text in a line for programs. */
const MAX_CHARS = 4_000;

export interface Line {
  /** For people. */
  message: string;
  /** What the line is about, for programs. */
  context: string;
  /** What programs get besides, by stable names. */
  fields?: Record<string, unknown> | undefined;
  /** For the person who has started the backend, and shows a pairing code. */
  showsSecrets?: boolean;
}

/** Prints one line on stdout, whatever the log levels are, without control characters, and without secrets unless it is to show them. */
export function printLine(format: LogFormat, { message, context, fields, showsSecrets = false }: Line): void {
  const clean = (text: string): string => printable(showsSecrets ? text : hidden(text)).slice(0, MAX_CHARS);
  if (format === 'text') return console.log(clean(message).replace(/\s+/g, ' '));
  // The same fields in the same order as Nest's logger has them.
  const line = {
    level: 'log',
    pid: process.pid,
    timestamp: systemClock.wallTimeMs(),
    message,
    context,
    ...fields,
  };
  console.log(
    JSON.stringify(line, (_key, value: unknown) => (typeof value === 'string' ? clean(value) : value)),
  );
}

// Cut twice: redacting long texts takes long, and half a secret at a cut would not be recognised.
const hidden = (text: string): string => redact(text.slice(0, 2 * MAX_CHARS));
