/** What goes wrong with providers, each in one sentence that says what to do. */
import type { Stage } from '#protocol';
import { ProviderError, STAGE_NAMES, type ProviderErrorCode } from './provider-error.js';

export interface Vendor {
  stage: Stage;
  /** As the config names it. */
  provider: string;
  /** As people call it. */
  label: string;
  apiKeyEnv?: string;
  /** Where one gets a key, or sees what it may do. */
  keysUrl?: string;
  /** `host:port` of a server that is not the vendor's own: it may simply not run. */
  address?: string;
  /** What answers at the address has OpenAI's API, whoever made it. */
  likeOpenAi?: boolean;
}

/** What more is known. */
export interface ProblemDetails {
  cause?: unknown;
  model?: string;
  voice?: string;
  status?: number;
}

export type ProblemKind =
  | 'key_missing'
  | 'key_refused'
  | 'no_credit'
  | 'rate_limited'
  | 'unknown_model'
  | 'unknown_voice'
  | 'request_refused'
  | 'unreachable'
  | 'timed_out'
  | 'wrong_address'
  | 'vendor_failure'
  | 'broke_off'
  | 'malformed';

interface Problem {
  code: ProviderErrorCode;
  retryable: boolean;
  oddAnswer?: boolean;
  says(vendor: Vendor, details: ProblemDetails): string;
}

const PROBLEMS: Record<ProblemKind, Problem> = {
  key_missing: {
    code: 'provider_auth',
    retryable: false,
    says: (vendor) => `${who(vendor)} needs an API key. ${setKey(vendor)}`,
  },
  key_refused: {
    code: 'provider_auth',
    retryable: false,
    says: (vendor) => `${who(vendor)} refused the API key. ${setKey(vendor)}`,
  },
  no_credit: {
    code: 'provider_unavailable',
    retryable: false,
    says: (vendor) =>
      `${who(vendor)} has no credit left for this API key. Add credit${at(vendor.keysUrl)}, or choose another provider in the config.`,
  },
  rate_limited: {
    code: 'provider_unavailable',
    retryable: true,
    says: (vendor) => `${who(vendor)} takes no more requests for now. Wait a moment, then try again.`,
  },
  unknown_model: {
    code: 'provider_unavailable',
    retryable: false,
    says: (vendor, { model }) =>
      `${who(vendor)} has no model${quoted(model)} for this API key. Choose another "model" in the config.`,
  },
  unknown_voice: {
    code: 'provider_unavailable',
    retryable: false,
    says: (vendor, { voice }) =>
      `${who(vendor)} has no voice${quoted(voice)} for this API key. Choose another "voice".`,
  },
  request_refused: {
    code: 'provider_unavailable',
    retryable: false,
    says: (vendor, { status }) =>
      `${who(vendor)} refused the request${http(status)}. Check its options in the config.`,
  },
  unreachable: {
    code: 'provider_unavailable',
    retryable: true,
    says: (vendor) =>
      vendor.address
        ? `${who(vendor)} cannot be reached. Start it, or check its address in the config.`
        : `${who(vendor)} cannot be reached. Check the internet connection.`,
  },
  timed_out: {
    code: 'provider_timeout',
    retryable: true,
    says: (vendor) =>
      vendor.address
        ? `${who(vendor)} does not answer. See whether it still works, or check its address in the config.`
        : `${who(vendor)} does not answer. Check the internet connection.`,
  },
  wrong_address: {
    code: 'provider_unavailable',
    retryable: false,
    says: ({ label, address, likeOpenAi }) =>
      `${label} was not found at ${address} (HTTP 404). Check "baseURL" in the config${likeOpenAi ? ': it usually ends in /v1' : ''}.`,
  },
  vendor_failure: {
    code: 'provider_unavailable',
    retryable: true,
    says: (vendor, { status }) =>
      `${who(vendor)} has a problem of its own${http(status)}. Try again in a moment.`,
  },
  broke_off: {
    code: 'provider_unavailable',
    retryable: true,
    says: (vendor) => `${who(vendor)} broke off in the middle. Please try again.`,
  },
  malformed: {
    code: 'provider_unavailable',
    retryable: false,
    oddAnswer: true,
    says: (vendor) =>
      `${who(vendor)} answered with something that Earshot does not understand. Check its address and model in the config.`,
  },
};

/** @returns an error whose message begins with the stage, e.g. "Speech recognition failed: Deepgram refused …" */
export function providerProblem(
  vendor: Vendor,
  kind: ProblemKind,
  details: ProblemDetails = {},
): ProviderError {
  const { says, ...problem } = PROBLEMS[kind];
  const message = `${STAGE_NAMES[vendor.stage]} failed: ${says(vendor, details)}`;
  return new ProviderError(vendor.stage, vendor.provider, problem.code, message, {
    ...problem,
    cause: details.cause,
  });
}

/**
 * What APIs call a lack of money. In the sentences of a rate limit only such names are looked for: they advertise paid
 * plans, and link to the page of billing.
 */
const NO_CREDIT_NAMES =
  /insufficient_(?:quota|credits?|funds|balance)|quota_exceeded|credit_balance|billing_\w|spend_limit/i;

/** What a server calls the thing that it does not have, where it was reached: Azure's models are deployments. */
const NAMES_A_THING = /model|voice|deployment|engine/i;

/**
 * What a refusal means.
 * @param status of HTTP
 * @param reason whatever text came with it, of which only words are looked for
 * @param address of the config, where the request did not go to the vendor itself: there may be nothing at all there
 */
export function problemOfStatus(status: number, reason = '', address?: string): ProblemKind {
  if (status === 429) return NO_CREDIT_NAMES.test(reason) ? 'no_credit' : 'rate_limited';
  if (status === 402 || /insufficient_quota|credit|billing|quota_exceeded|payment/i.test(reason))
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

function who({ label, address }: Vendor): string {
  return address ? `${label} at ${address}` : label;
}

function setKey({ apiKeyEnv, keysUrl, address }: Vendor): string {
  // The key of the environment is the vendor's own: it goes to no other address.
  if (!apiKeyEnv || address) return 'Set "apiKey" in its options in the config, and start Earshot again.';
  return `Put a valid one${from(keysUrl)} into ${apiKeyEnv}, and start Earshot again.`;
}

const from = (url: string | undefined) => (url ? ` from ${url}` : '');
const at = (url: string | undefined) => (url ? ` at ${url}` : '');
const quoted = (name: string | undefined) => (name ? ` "${name}"` : '');
const http = (status: number | undefined) => (status ? ` (HTTP ${status})` : '');
