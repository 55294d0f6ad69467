import type { Approvals } from '../../tools/approvals.js';
import type { UserApprovals } from '../../tools/tools.port.js';

/** @returns who asks the user about tools of the backend's own; a session that cannot ask has no answer */
export const userApprovals = (approvals: Approvals | (Approvals & UserApprovals)): UserApprovals =>
  'ask' in approvals ? approvals : { ask: async () => 'expired' };
