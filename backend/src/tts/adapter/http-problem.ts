import { ProviderError } from '../../provider-kit/errors/provider-error.js';
import {
  providerProblem,
  type ProblemDetails,
  type ProblemKind,
  type Vendor,
} from '../../provider-kit/errors/provider-problem.js';
import { problemOfStatus } from '../../provider-kit/errors/http-status.js';

/** Of a vendor's answer that is an error, only so much is read. */
const MAX_REASON_BYTES = 4_096;

/** What the SDKs put on the errors of HTTP: the openai and cartesia packages the one, deepgram and elevenlabs the other. */
interface SdkError {
  status?: number;
  statusCode?: number;
  message?: string;
  error?: unknown;
  body?: unknown;
}

export interface HttpProblem extends ProblemDetails {
  /** Audio of this request had come. */
  begun?: boolean;
  /** What this vendor means, where it is not what its status says. */
  kindOf?(status: number, reason: string): ProblemKind | undefined;
}

/** Whatever an SDK threw at a request, as an error for a person. */
export async function httpProblem(
  vendor: Vendor,
  error: unknown,
  { begun = false, kindOf, ...details }: HttpProblem = {},
): Promise<ProviderError> {
  if (error instanceof ProviderError) return error;
  const status = statusOf(error);
  if (status === undefined) {
    return providerProblem(vendor, begun ? 'broke_off' : 'unreachable', { cause: error, ...details });
  }
  const reason = await reasonOf(error);
  const kind = kindOf?.(status, reason) ?? problemOfStatus(status, reason, vendor.address);
  return providerProblem(vendor, kind, { cause: error, status, ...details });
}

/**
 * Whether the key itself was refused when a connection was tried out. A key that may only do what it is for is refused
 * everything else: that says nothing.
 */
export async function refusesKey(error: unknown): Promise<boolean> {
  return statusOf(error) === 401 && !/permission|scope/i.test(await reasonOf(error));
}

export function statusOf(error: unknown): number | undefined {
  const { status, statusCode } = (error ?? {}) as SdkError;
  return status ?? statusCode;
}

async function reasonOf(error: unknown): Promise<string> {
  const sdkError = error as SdkError;
  if (sdkError.body instanceof ReadableStream) {
    // The elevenlabs package leaves it unread, and an unread answer holds its connection. Read once, then kept.
    sdkError.body = await readStart(sdkError.body as ReadableStream<Uint8Array>);
  }
  const parts = [sdkError.message, sdkError.error, sdkError.body];
  return parts.map((part) => (typeof part === 'string' ? part : (JSON.stringify(part) ?? ''))).join(' ');
}

async function readStart(stream: ReadableStream<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const part of stream) {
      parts.push(part);
      size += part.length;
      if (size >= MAX_REASON_BYTES) break;
    }
  } catch {
    // What came is what there is.
  }
  return Buffer.concat(parts).toString('utf8');
}
