import { saysUnknownModel } from '../../../provider-kit/errors/http-status.js';
import type { ProblemKind } from '../../../provider-kit/errors/provider-problem.js';

/** The errors of OpenAI's Realtime API; their codes are also in the reason with which it closes. */
export interface RealtimeFault {
  code?: string | null;
  type?: string | null;
  param?: string | null;
  message?: string | null;
}

/** The problem; null if the text says nothing. */
export function problemOfFault({ code, type, param, message }: RealtimeFault): ProblemKind | null {
  const words = `${code ?? ''} ${type ?? ''}`;
  if (/invalid_api_key|invalid_authentication|unauthorized/.test(words)) return 'key_refused';
  if (/insufficient_quota|billing/.test(words)) return 'no_credit';
  if (/rate_limit|overloaded/.test(words)) return 'rate_limited';
  if (/model_not_found/.test(words) || /\bmodel$/.test(param ?? '')) return 'unknown_model';
  if (saysUnknownModel(message ?? '')) return 'unknown_model';
  // Sessions last 60 minutes.
  if (/session_expired/.test(words)) return 'broke_off';
  if (/server_error/.test(words)) return 'vendor_failure';
  if (/invalid_request_error/.test(words)) return 'request_refused';
  return null;
}
