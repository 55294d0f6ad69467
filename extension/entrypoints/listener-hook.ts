import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { hookListeners } from '../lib/page/listener-hook';

/** The worker registers it for permitted hosts: it runs in the page's own world, before the page's scripts. */
export default defineUnlistedScript(hookListeners);
