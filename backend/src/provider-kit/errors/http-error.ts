/** Maps what fetch and the vendors' SDKs throw to a ProviderError: one mapper for all stages. */
import { OversizedAnswerError } from '../event-stream-fetch.js';
import { RedirectError } from '../within-origin.js';
import { causesOf } from './causes.js';
import { problemOfStatus } from './http-status.js';
import { ProviderError } from './provider-error.js';
import { providerProblem, type ProblemDetails, type ProblemKind, type Vendor } from './provider-problem.js';
import { retryAfterMs, type AnswerHeaders } from './retry-after.js';
import { MAX_REASON_LENGTH, vendorReason } from './vendor-reason.js';

/** What a vendor said about a failure. */
export interface HttpRefusal {
  /** Undefined if the error came in the middle of a stream. */
  status?: number;
  /** The texts that came with it, one per line. */
  reason: string;
}

export interface HttpErrorOptions extends Pick<ProblemDetails, 'model' | 'voice'> {
  /** Whether part of the answer had come. */
  begun?: boolean;
  /** Whether the request was sent in full, so that a lost connection counts as broken off, not as unreachable. */
  sent?: boolean;
  /** Whether no key was configured: 401 then asks for one, and 403 refuses something else. */
  withoutKey?: boolean;
  /** For an error that says nothing. Default: `malformed`. */
  otherwise?: ProblemKind;
  /** Overrides what a status usually means. @param kind what it usually means */
  kindOf?(refusal: HttpRefusal, kind: ProblemKind): ProblemKind | undefined;
}

/**
 * The fields of SDK errors: openai, anthropic and cartesia have `status`, `error` and `headers`, the others `statusCode`, `body`
 * and `rawResponse`.
 */
interface SdkError {
  status?: number;
  statusCode?: number;
  code?: unknown;
  type?: unknown;
  message?: string;
  error?: unknown;
  body?: unknown;
  headers?: AnswerHeaders;
  rawResponse?: { headers?: AnswerHeaders };
}

/**
 * @param error what an SDK, fetch or a parser threw; a ProviderError is returned as it is
 * @returns an error for the user, with `error` as its cause
 */
export async function httpError(
  vendor: Vendor,
  error: unknown,
  options: HttpErrorOptions = {},
): Promise<ProviderError> {
  if (error instanceof ProviderError) return error;
  const { model, voice } = options;
  const redirect = causesOf(error).find((cause) => cause instanceof RedirectError);
  if (redirect) return providerProblem(vendor, 'redirected', { cause: error, target: redirect.target });
  const refusal = await refusalOf(error);
  const kind = kindOfError(vendor, error, refusal, options);
  const retryAfterMs = refusal && waitOf(error as SdkError);
  const details = { cause: error, status: refusal?.status, model, voice, retryAfterMs };
  return providerProblem(vendor, options.withoutKey ? withoutKey(kind, refusal) : kind, details);
}

/**
 * Whether the key itself was refused when a connection was tried out. A key with few permissions is refused other things
 * than those it is for: that says nothing.
 * @param error what was thrown
 * @param mapped the error for the user that it became
 */
export async function refusesKey(error: unknown, mapped: ProviderError): Promise<boolean> {
  const refusal = await refusalOf(error);
  if (refusal?.status === 401) return !/scope|permission/i.test(refusal.reason);
  return refusal?.status === 400 && mapped.code === 'provider_auth';
}

/** @returns undefined if the vendor said nothing, as without a connection */
export async function refusalOf(error: unknown): Promise<HttpRefusal | undefined> {
  if (typeof error !== 'object' || error === null) return undefined;
  const sdkError = error as SdkError;
  const status = sdkError.status ?? sdkError.statusCode;
  if (status === undefined && sdkError.error === undefined && sdkError.body === undefined) return undefined;
  if (sdkError.body instanceof ReadableStream) {
    // The elevenlabs package leaves it unread, which keeps the connection busy. Read once, then kept.
    sdkError.body = await readStart(sdkError.body as ReadableStream<Uint8Array>);
  }
  const { code, type, message, error: inner, body } = sdkError;
  return { status, reason: vendorReason(code, type, message, inner, body) };
}

function waitOf({ headers, rawResponse }: SdkError): number | undefined {
  const answered = headers ?? rawResponse?.headers;
  return answered && retryAfterMs(answered);
}

function kindOfError(
  vendor: Vendor,
  error: unknown,
  refusal: HttpRefusal | undefined,
  { begun = false, sent = false, otherwise = 'malformed', kindOf }: HttpErrorOptions,
): ProblemKind {
  const causes = causesOf(error);
  if (causes.some((cause) => cause instanceof OversizedAnswerError)) return 'oversized';
  // A frame that is not JSON, or a body of another kind.
  if (error instanceof SyntaxError) return 'malformed';
  if (refusal && (refusal.status !== undefined || !begun)) {
    const status = refusal.status ?? statusInStream(error) ?? 500;
    const kind = problemOfStatus(status, refusal.reason, vendor.address);
    return kindOf?.({ ...refusal, status }, kind) ?? kind;
  }
  if (begun || causes.some(isCutOff)) return 'broke_off';
  if (causes.some(isNeverConnected)) return 'unreachable';
  if (causes.some(isOfNetwork)) return sent ? 'broke_off' : 'unreachable';
  return otherwise;
}

/** An error in a stream has the status of the failure as its code, at OpenRouter, llama.cpp and Google. */
function statusInStream(error: unknown): number | undefined {
  const code = (error as { error?: { code?: unknown } | null }).error?.code;
  return typeof code === 'number' && code >= 400 && code < 600 ? code : undefined;
}

function withoutKey(kind: ProblemKind, refusal: HttpRefusal | undefined): ProblemKind {
  if (kind !== 'key_refused') return kind;
  return refusal?.status === 403 ? 'request_refused' : 'key_missing';
}

/** What fetch throws for a body that stops early. */
const isCutOff = (error: Error) => error.message === 'terminated';

const isNeverConnected = (error: NodeJS.ErrnoException) =>
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|PROXY_REFUSED|UND_ERR_CONNECT_TIMEOUT)$/.test(
    error.code ?? '',
  );

/** Socket and DNS errors have codes; each package names a timeout differently. */
const isOfNetwork = (error: Error) =>
  'code' in error || /abort|timeout|connection/i.test(error.name + error.constructor.name);

async function readStart(stream: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  try {
    for await (const part of stream) {
      text += decoder.decode(part, { stream: true });
      if (text.length >= MAX_REASON_LENGTH) break;
    }
  } catch {
    // The part that came is enough.
  }
  return text;
}
