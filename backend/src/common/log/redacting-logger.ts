import { ConsoleLogger, type LogLevel } from '@nestjs/common';
import { printable } from '../text/printable.js';
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

  protected override printStackTrace(stack: string): void {
    super.printStackTrace(stack && redact(printable(stack)));
  }
}
