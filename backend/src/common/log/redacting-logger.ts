import { ConsoleLogger } from '@nestjs/common';
import { redact } from './redact.js';

/** Nest's own logger, through which no key gets out: neither in a message nor in a stack. */
export class RedactingLogger extends ConsoleLogger {
  protected override formatMessage(...args: Parameters<ConsoleLogger['formatMessage']>): string {
    return redact(super.formatMessage(...args));
  }

  protected override printStackTrace(stack: string): void {
    super.printStackTrace(stack && redact(stack));
  }
}
