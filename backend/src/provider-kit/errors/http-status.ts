import type { ProblemKind } from './provider-problem.js';

/**
 * API names for a lack of credit. In the text of a rate limit only such names count: it advertises paid plans and links to
 * the billing page.
 */
const NO_CREDIT_NAMES =
  /insufficient_(?:quota|credits?|funds|balance)|quota_exceeded|credit_balance|billing_\w|spend_limit/i;

/** What a server may lack although it was reached: Azure calls its models deployments. */
const NAMES_A_THING = /model|voice|deployment|engine/i;

const UNKNOWN_MODEL = unknown('model');
const UNKNOWN_VOICE = unknown('voice');

/**
 * @param status the HTTP status
 * @param reason the texts that came with it, one per line; they are searched for known words only
 * @param address the address from the config if the request did not go to the vendor: it may not be an API at all
 */
export function problemOfStatus(status: number, reason = '', address?: string): ProblemKind {
  if (status === 429) return NO_CREDIT_NAMES.test(reason) ? 'no_credit' : 'rate_limited';
  if (status === 402 || /insufficient_quota|credit|billing|quota_exceeded|payment|spend_limit/i.test(reason))
    return 'no_credit';
  if (status === 401 || status === 403) return 'key_refused';
  if (status === 404 && address !== undefined && !NAMES_A_THING.test(reason)) return 'wrong_address';
  if (status === 404 ? /voice/i.test(reason) : UNKNOWN_VOICE.test(reason)) return 'unknown_voice';
  if (status === 404 || saysUnknownModel(reason)) return 'unknown_model';
  if (status >= 500) return 'vendor_failure';
  return 'request_refused';
}

/** Whether a vendor's text says that there is no such model, and not that the model lacks an option of the request. */
export const saysUnknownModel = (reason: string): boolean => UNKNOWN_MODEL.test(reason);

/** Matches a text that says that there is no such model or voice. */
function unknown(thing: 'model' | 'voice'): RegExp {
  const patterns = [
    // The refused option, as OpenAI's `param` and FastAPI's `loc` name it, the latter also within a message.
    `^${thing}$`,
    `'loc': \\('body', '${thing}'`,
    // "Invalid model ID", "No such model", `invalid_voice`, but not `invalid_voice_settings`.
    `(?:invalid|unknown|unsupported|unexpected|no such)[ _](?:\\w+_)?${thing}(?!.?(?:setting|param|option))`,
    // "The model `x` does not exist", `model_not_found`: in one part of a sentence, and not about an option.
    `${thing}(?:(?!\\. |[,;]|parameter|value|setting).){0,40}?` +
      `(?:not.?found|exist|unknown|is.invalid|not.supported|not.available|decommissioned|can.t be used)`,
  ];
  return new RegExp(patterns.join('|'), 'im');
}
