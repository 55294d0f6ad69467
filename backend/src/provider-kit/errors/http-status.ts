import type { ProblemKind } from './provider-problem.js';

/**
 * API names for a lack of credit. In the text of a rate limit only such names count: it advertises paid plans and links to
 * the billing page.
 */
const NO_CREDIT_NAMES =
  /insufficient_(?:quota|credits?|funds|balance)|quota_exceeded|credit_balance|billing_\w|spend_limit/i;

/** What vendors with too many requests say, such as Gemini with 503; also in a stream, without a status. */
const OVERLOADED = /overloaded/i;

/** What a server may lack although it was reached: Azure calls its models deployments. */
const NAMES_A_THING = /model|voice|deployment|engine/i;

/** Google and xAI answer a wrong key with 400. */
const REFUSED_KEY = /api.?key.{0,20}(?:not valid|invalid|expired)|(?:invalid|incorrect|expired).api.?key/i;

const UNKNOWN_MODEL = unknown('model');
const UNKNOWN_VOICE = unknown('voice');
const NO_ACCESS_TO_MODEL = /access to (?:the requested )?model/i;

/**
 * @param status the HTTP status
 * @param reason the texts that came with it, one per line; they are searched for known words only
 * @param address the address from the config if the request did not go to the vendor: it may not be an API at all
 */
export function problemOfStatus(status: number, reason = '', address?: string): ProblemKind {
  if (status === 529 || (status >= 500 && OVERLOADED.test(reason))) return 'rate_limited';
  if (status === 429) return NO_CREDIT_NAMES.test(reason) ? 'no_credit' : 'rate_limited';
  if (status === 402 || /insufficient_quota|credit|billing|quota_exceeded|payment|spend_limit/i.test(reason))
    return 'no_credit';
  if (status === 403 && (NO_ACCESS_TO_MODEL.test(reason) || saysUnknownModel(reason))) return 'unknown_model';
  if (status === 401 || status === 403 || (status === 400 && REFUSED_KEY.test(reason))) return 'key_refused';
  if (status === 404 && address !== undefined && !NAMES_A_THING.test(reason)) return 'wrong_address';
  if (status === 404 ? /voice/i.test(reason) : UNKNOWN_VOICE.test(reason)) return 'unknown_voice';
  if (status === 404 || saysUnknownModel(reason)) return 'unknown_model';
  if (status >= 500) return 'vendor_failure';
  return 'request_refused';
}

/** Whether a vendor's text says that there is no such model, and not that the model lacks an option of the request. */
export const saysUnknownModel = (reason: string): boolean => UNKNOWN_MODEL.test(reason);

/** Matches a line that says that there is no such model or voice. */
function unknown(thing: 'model' | 'voice'): RegExp {
  // In one part of a sentence, and not about an option of the model. Ids may be long.
  const gap = String.raw`(?:(?!\. |[,;]|parameter|value|setting).){0,120}?`;
  const patterns = [
    // The refused option, as OpenAI's `param` and FastAPI's `loc` name it, the latter also within a message.
    String.raw`^(?:body\.)?${thing}$`,
    String.raw`'loc': \('body', '${thing}'\)`,
    // "Invalid model ID", "Unknown chat model", `invalid_voice`, "Invalid value for 'model'", but not "invalid voice settings".
    String.raw`(?:invalid|unknown|unsupported|unexpected|unavailable|unrecogni[sz]ed|no such|not a valid)(?: value for)?` +
      String.raw`[ _]['"\`]?(?:(?!th(?:is|at|e)\b)\w+[ _])?${thing}(?!.?(?:setting|param|option|config|architecture|kwargs))`,
    String.raw`not work with the specified ${thing}`,
    // "The model `x` does not exist", `model_not_found`.
    `${thing}${gap}` +
      `(?:not.?found|(?:not|n.t).exist|unknown(?! ${thing})|is.invalid|no longer|decommissioned|can.t be used)`,
    // "This is not a chat model and thus not supported", but not "Tools for this model are not supported".
    String.raw`(?<!\b(?:for|with|by|on|of) (?:this|that|the) (?:\w+ )?)${thing}${gap}not.(?:supported|available)`,
  ];
  return new RegExp(patterns.join('|'), 'im');
}
