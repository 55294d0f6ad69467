/** The problems with vendors: for each kind one sentence, and what to do about it. */
import type { Stage } from '#protocol';
import { nameOfProxy, proxyFor } from '../http/proxy.js';
import { ProxyRefusedError } from '../http/proxy-tunnel.js';
import { causesOf } from './causes.js';
import { ProviderError, STAGE_NAMES, type ErrorText, type ProviderErrorCode } from './provider-error.js';

/** A vendor, as error messages need it. */
export interface Vendor {
  stage: Stage;
  /** Its name in the config. */
  provider: string;
  /** Its name for people. */
  label: string;
  apiKeyEnv?: string;
  /** The page where the user gets a key or sees its permissions. */
  keysUrl?: string;
  /** `host:port` of a server other than the vendor's, which may simply not be running. */
  address?: string;
  /** Whether the server has OpenAI's API, whichever vendor runs it. */
  likeOpenAi?: boolean;
}

export interface ProblemDetails {
  cause?: unknown;
  model?: string;
  voice?: string;
  /** The HTTP status. */
  status?: number;
  /** The origin that the server redirects to. */
  target?: string;
  /** What the vendor sent instead of raw PCM. */
  format?: string;
  /** How long the vendor wants to be left alone. */
  retryAfterMs?: number;
}

export type ProblemKind =
  | 'key_missing'
  | 'key_garbled'
  | 'key_refused'
  | 'no_credit'
  | 'rate_limited'
  | 'unknown_model'
  | 'unknown_voice'
  | 'request_refused'
  | 'unreachable'
  | 'timed_out'
  | 'wrong_address'
  | 'redirected'
  | 'vendor_failure'
  | 'broke_off'
  | 'malformed'
  | 'wrong_format'
  | 'oversized'
  | 'empty'
  | 'spoken_thoughts';

interface Problem {
  code: ProviderErrorCode;
  retryable: boolean;
  oddAnswer?: boolean;
  beginsAgain?: boolean;
  overload?: boolean;
  text(vendor: Vendor, details: ProblemDetails): Omit<ErrorText, 'subject'>;
}

const PROBLEMS: Record<ProblemKind, Problem> = {
  key_missing: {
    code: 'provider_auth',
    retryable: false,
    text: (vendor) => ({ reason: `${nameOf(vendor)} needs an API key.`, todo: setKey(vendor) }),
  },
  key_garbled: {
    code: 'provider_auth',
    retryable: false,
    text: (vendor) => ({
      reason: `The API key of ${nameOf(vendor)} has a character that no key has, such as a space or a typographic dash.`,
      todo: `Copy it again. ${setKey(vendor)}`,
    }),
  },
  key_refused: {
    code: 'provider_auth',
    retryable: false,
    text: (vendor) => ({ reason: `${nameOf(vendor)} refused the API key.`, todo: setKey(vendor) }),
  },
  no_credit: {
    code: 'provider_unavailable',
    retryable: false,
    text: (vendor) => ({
      reason: `${nameOf(vendor)} has no credit left for this API key.`,
      todo: `Add credit${at(vendor.keysUrl)}, or choose another provider in the config.`,
    }),
  },
  rate_limited: {
    code: 'provider_unavailable',
    retryable: true,
    overload: true,
    text: (vendor, { retryAfterMs }) => ({
      reason: `${nameOf(vendor)} accepts no more requests at the moment.`,
      retryHint: tryAgain(retryAfterMs) ?? 'Wait a moment, then try again.',
    }),
  },
  unknown_model: {
    code: 'provider_unavailable',
    retryable: false,
    text: (vendor, { model }) => ({
      reason: `${nameOf(vendor)} has no model${quoted(model)} for this API key.`,
      todo: 'Choose another "model" in the config.',
    }),
  },
  unknown_voice: {
    code: 'provider_unavailable',
    retryable: false,
    text: (vendor, { voice }) => ({
      reason: `${nameOf(vendor)} has no voice${quoted(voice)} for this API key.`,
      todo: 'Choose another "voice".',
    }),
  },
  request_refused: {
    code: 'provider_unavailable',
    retryable: false,
    text: (vendor, { status }) => ({
      reason: `${nameOf(vendor)} refused the request${http(status)}.`,
      todo: 'Check its options in the config.',
    }),
  },
  unreachable: {
    code: 'provider_unavailable',
    retryable: true,
    text: (vendor, { cause }) => {
      const refusal = causesOf(cause).find((error) => error instanceof ProxyRefusedError);
      return refusal
        ? {
            reason: `The proxy ${refusal.proxy} refused to connect to ${nameOf(vendor)} (HTTP ${refusal.status}).`,
            todo: 'Check HTTPS_PROXY and NO_PROXY in the environment.',
          }
        : {
            reason: `${nameOf(vendor)} cannot be reached.`,
            todo: vendor.address
              ? `Start it, or check its address in the config${andProxy(vendor)}.`
              : `Check the internet connection${andProxy(vendor)}.`,
          };
    },
  },
  timed_out: {
    code: 'provider_timeout',
    retryable: true,
    text: (vendor) => ({
      reason: `${nameOf(vendor)} does not answer.`,
      todo: vendor.address
        ? `Check that it is running, or check its address in the config${andProxy(vendor)}.`
        : `Check the internet connection${andProxy(vendor)}.`,
    }),
  },
  wrong_address: {
    code: 'provider_unavailable',
    retryable: false,
    text: ({ label, address, likeOpenAi }) => ({
      reason: `${label} was not found at ${address} (HTTP 404).`,
      todo: `Check "baseURL" in the config${likeOpenAi ? ': it usually ends in /v1' : ''}.`,
    }),
  },
  redirected: {
    code: 'provider_unavailable',
    retryable: false,
    text: (vendor, { target }) => ({
      reason: target
        ? `${nameOf(vendor)} redirects to ${target}, which Earshot does not follow.`
        : `${nameOf(vendor)} answered with a redirect that Earshot cannot follow.`,
      todo: target
        ? `If you trust that server, set "baseURL" in the config to its address.`
        : 'Check "baseURL" in the config.',
    }),
  },
  vendor_failure: {
    code: 'provider_unavailable',
    retryable: true,
    text: (vendor, { status, retryAfterMs }) => ({
      reason: `${nameOf(vendor)} has an internal problem${http(status)}.`,
      retryHint: tryAgain(retryAfterMs) ?? 'Try again in a moment.',
    }),
  },
  broke_off: {
    code: 'provider_unavailable',
    retryable: true,
    text: (vendor) => ({
      reason: `${nameOf(vendor)} stopped in the middle of the answer.`,
      retryHint: 'Please try again.',
    }),
  },
  malformed: {
    code: 'provider_unavailable',
    retryable: false,
    oddAnswer: true,
    text: (vendor) => ({
      reason: `${nameOf(vendor)} answered with something that Earshot does not understand.`,
      todo: 'Check its address and model in the config.',
    }),
  },
  wrong_format: {
    code: 'provider_unavailable',
    retryable: false,
    oddAnswer: true,
    text: (vendor, { format }) => ({
      reason: `${nameOf(vendor)} sent ${format} where Earshot asked for raw PCM audio.`,
      todo: 'Check its address and model in the config, and whether it can send "pcm".',
    }),
  },
  oversized: {
    code: 'provider_unavailable',
    retryable: false,
    oddAnswer: true,
    text: (vendor) => ({
      reason: `${nameOf(vendor)} sent far more at once than any answer needs.`,
      todo: 'Check its address and model in the config.',
    }),
  },
  spoken_thoughts: {
    code: 'provider_unavailable',
    retryable: false,
    beginsAgain: true,
    text: (vendor) => ({ reason: `${nameOf(vendor)} mixed its thoughts into the answer.` }),
  },
  empty: {
    code: 'provider_unavailable',
    retryable: false,
    oddAnswer: true,
    text: (vendor) => ({
      reason: `${nameOf(vendor)} gave an empty answer.`,
      retryHint: 'Please ask again.',
    }),
  },
};

/** @returns an error whose message begins with the stage, e.g. "Speech recognition failed: Deepgram refused …" */
export function providerProblem(
  vendor: Vendor,
  kind: ProblemKind,
  details: ProblemDetails = {},
): ProviderError {
  const { code, text, ...options } = PROBLEMS[kind];
  const subject = `${STAGE_NAMES[vendor.stage]} failed:`;
  const { cause, retryAfterMs } = details;
  return new ProviderError(
    vendor.stage,
    vendor.provider,
    code,
    { subject, ...text(vendor, details) },
    { ...options, cause, retryAfterMs },
  );
}

function nameOf({ label, address }: Vendor): string {
  return address ? `${label} at ${address}` : label;
}

function setKey({ apiKeyEnv, keysUrl, address }: Vendor): string {
  // The environment's key is only for the vendor: no other address gets it.
  if (!apiKeyEnv || address) return 'Set "apiKey" in its options in the config, and start Earshot again.';
  return `Set ${apiKeyEnv} to a valid key${from(keysUrl)}, and start Earshot again.`;
}

function tryAgain(retryAfterMs: number | undefined): string | undefined {
  if (retryAfterMs === undefined) return undefined;
  const seconds = Math.max(1, Math.ceil(retryAfterMs / 1_000));
  if (seconds > 90) return `Try again in ${Math.ceil(seconds / 60)} minutes.`;
  return `Try again in ${seconds === 1 ? 'a second' : `${seconds} seconds`}.`;
}

/** Names the proxy that the connection goes through. */
function andProxy({ address }: Vendor): string {
  const proxy = proxyFor(address ? `http://${address}` : 'https://vendor.invalid');
  return proxy ? `, and the proxy ${nameOfProxy(proxy)}` : '';
}

const from = (url: string | undefined) => (url ? ` from ${url}` : '');
const at = (url: string | undefined) => (url ? ` at ${url}` : '');
const quoted = (name: string | undefined) => (name ? ` "${name}"` : '');
const http = (status: number | undefined) => (status ? ` (HTTP ${status})` : '');
