import { ConsoleLogger, type LogLevel } from '@nestjs/common';
import { printable } from '../text/printable.js';
import type { LogFormat } from './print-line.js';
import { redact } from './redact.js';

/** Nest's logger, without secrets and without characters that control the terminal, which headers could contain. */
export class RedactingLogger extends ConsoleLogger {
  protected override formatMessage(...args: Parameters<ConsoleLogger['formatMessage']>): string {
    return redact(super.formatMessage(...args));
  }

  protected override stringifyMessage(message: unknown, logLevel: LogLevel): string {
    // Before the colours are added, which control the terminal, too.
    return super.stringifyMessage(typeof message === 'string' ? printable(message) : message, logLevel);
  }

  /** Every text in a JSON line. */
  protected override stringifyReplacer(key: string, value: unknown): unknown {
    const plain: unknown = super.stringifyReplacer(key, value);
    return typeof plain === 'string' ? redact(printable(plain)) : plain;
  }

  protected override printStackTrace(stack: string): void {
    super.printStackTrace(stack && redact(printable(stack)));
  }
}

/** The log of the backend, of what went wrong. Coloured in a terminal only: a file or a collector would keep the codes. */
export const createLogger = (format: LogFormat): RedactingLogger =>
  new RedactingLogger({
    prefix: 'Earshot',
    logLevels: ['error', 'warn'],
    json: format === 'json',
    colors: process.stdout.isTTY && !process.env['NO_COLOR'],
  });
