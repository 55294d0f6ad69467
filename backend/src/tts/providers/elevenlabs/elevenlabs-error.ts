import {
  providerProblem,
  type ProblemKind,
  type Vendor,
} from '../../../provider-kit/errors/provider-problem.js';
import { problemOfStatus } from '../../../provider-kit/errors/http-status.js';
import type { ProviderError } from '../../../provider-kit/errors/provider-error.js';

/** Maps the reason of a closed WebSocket or an error frame. Its text is only searched for known words. */
export function elevenLabsError(vendor: Vendor, reason: string, voice: string): ProviderError {
  return providerProblem(vendor, kindOf(reason), { cause: new Error(reason), voice });
}

function kindOf(reason: string): ProblemKind {
  if (/api.?key|unauthori[sz]ed|authenticat|needs_authorization/i.test(reason)) return 'key_refused';
  if (/too_many|rate.?limit|concurren|max_active|system_busy|heavy traffic/i.test(reason))
    return 'rate_limited';
  if (/something went wrong|internal/i.test(reason)) return 'vendor_failure';
  return problemOfStatus(400, reason);
}
