import { Reflector } from '@nestjs/core';

/**
 * Marks an HTTP route that answers without a credential and by any name (`Host`). It must tell nothing but a status. Pages are
 * still refused, and the limit per address applies.
 */
export const Public = Reflector.createDecorator<void, true>({ transform: () => true });
