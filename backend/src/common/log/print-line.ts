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
}

/** Prints one line on stdout, whatever the log levels are, without secrets and control characters. */
export function printLine(format: LogFormat, { message, context, fields }: Line): void {
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
const clean = (text: string): string => printable(redact(text.slice(0, 2 * MAX_CHARS))).slice(0, MAX_CHARS);
