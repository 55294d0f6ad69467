import type { PageAccess } from '../browser/browser-calls';
import type { Act } from '../tools/acts';
import { PAGE } from './fake-browser-calls';

export const pageOf = (more: Partial<PageAccess>): PageAccess => ({ ...PAGE, ...more });

export const actOf = (more: Partial<Act>): Act => ({
  id: 'a1',
  turnId: 1,
  turnKey: '1.1',
  tool: 'click',
  state: 'done',
  what: 'Clicked Sign in',
  site: 'shop.example',
  outcome: 'page "Cart" opened',
  question: null,
  alwaysOn: null,
  askedUntilMs: null,
  undoable: false,
  reads: false,
  needs: null,
  atMs: 0,
  ...more,
});
