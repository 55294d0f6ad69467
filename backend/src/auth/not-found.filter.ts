import { Catch, NotFoundException, type ArgumentsHost } from '@nestjs/common';
import { BaseExceptionFilter } from '@nestjs/core';

/** Names an unknown path without its query, which may contain a token. */
@Catch(NotFoundException)
export class NotFoundFilter extends BaseExceptionFilter<NotFoundException> {
  override catch({ message }: NotFoundException, host: ArgumentsHost): void {
    super.catch(new NotFoundException(message.replace(/\?.*$/s, '')), host);
  }
}
