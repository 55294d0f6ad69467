import { actHandlers } from './act-handlers';
import { hintHandlers } from './hint-handlers';
import { lookHandlers } from './look-handlers';
import type { PageHandlers } from './page-handlers';
import { textHandlers } from './text-handlers';

export const handlers: PageHandlers = {
  ...lookHandlers,
  ...actHandlers,
  ...hintHandlers,
  ...textHandlers,
};
