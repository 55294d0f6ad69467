import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { installPageScript } from '../lib/page/page-script';

/** The worker injects it, into the isolated world of each document that a tool looks at or uses. */
export default defineUnlistedScript(installPageScript);
