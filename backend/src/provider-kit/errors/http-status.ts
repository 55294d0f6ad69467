import type { ProblemKind } from './provider-problem.js';

/**
 * API names for a lack of credit. In the text of a rate limit only such names count: it advertises paid plans and links to
 * the billing page.
 */
const NO_CREDIT_NAMES =
  /insufficient_(?:quota|credits?|funds|balance)|quota_exceeded|credit_balance|billing_\w|spend_limit/i;

/** What a server may lack although it was reached: Azure calls its models deployments. */
const NAMES_A_THING = /model|voice|deployment|engine/i;

/**
 * @param status the HTTP status
 * @param reason the text that came with it; it is searched for known words only
 * @param address the address from the config if the request did not go to the vendor: it may not be an API at all
 */
export function problemOfStatus(status: number, reason = '', address?: string): ProblemKind {
  if (status === 429) return NO_CREDIT_NAMES.test(reason) ? 'no_credit' : 'rate_limited';
  if (status === 402 || /insufficient_quota|credit|billing|quota_exceeded|payment|spend_limit/i.test(reason))
    return 'no_credit';
  if (status === 401 || status === 403) return 'key_refused';
  if (status === 404 && address !== undefined && !NAMES_A_THING.test(reason)) return 'wrong_address';
  if (/voice/i.test(reason) && (status === 404 || /not.?found|invalid|exist|unknown/i.test(reason)))
    return 'unknown_voice';
  if (status === 404 || /model.{0,40}(?:not.?found|invalid|exist|unknown|not.supported)/i.test(reason))
    return 'unknown_model';
  if (status >= 500) return 'vendor_failure';
  return 'request_refused';
}
