import type { BrowserApi } from './browser-api';
import type { AllowedAct } from '../settings/allowed-acts';
import type { PageScripts } from './page/page-scripts';

/** What every call is carried out with. */
export interface BrowserTools {
  api: BrowserApi;
  pages: PageScripts;
  /** The sites that the user has excluded. */
  neverSites(): Promise<string[]>;
  /** What the user always allows. @param add is allowed from now on */
  allowedActs(add?: AllowedAct): Promise<AllowedAct[]>;
}
