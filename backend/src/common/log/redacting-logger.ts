import { ConsoleLogger } from '@nestjs/common';
import { redact } from './redact.js';

/** Nest's logger, without secrets in messages and stacks. */
export class RedactingLogger extends ConsoleLogger {
  protected override formatMessage(...args: Parameters<ConsoleLogger['formatMessage']>): string {
    return redact(super.formatMessage(...args));
  }

  protected override printStackTrace(stack: string): void {
    super.printStackTrace(stack && redact(stack));
  }
}
