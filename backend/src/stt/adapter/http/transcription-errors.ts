import { providerProblem, type Vendor } from '../../../provider-kit/errors/provider-problem.js';
import { problemOfStatus } from '../../../provider-kit/errors/http-status.js';
import type { ProviderError } from '../../../provider-kit/errors/provider-error.js';

/** An error of the openai package in words for the user. */
export function transcriptionError(
  error: unknown,
  vendor: Vendor,
  { apiKey, model }: { apiKey?: string; model: string },
): ProviderError {
  const {
    status,
    code,
    type,
    message = '',
  } = error as { status?: number; code?: string | null; type?: string; message?: string };
  if (status === undefined) {
    // The package throws what its parser throws, and wraps what its fetch throws.
    if (error instanceof SyntaxError) return providerProblem(vendor, 'malformed', { cause: error });
    return providerProblem(vendor, neverConnected(error) ? 'unreachable' : 'broke_off', { cause: error });
  }
  const kind = problemOfStatus(status, `${code ?? ''} ${type ?? ''} ${message}`, vendor.address);
  const wantsKey = kind === 'key_refused' && apiKey === undefined;
  return providerProblem(vendor, wantsKey ? 'key_missing' : kind, { cause: error, model, status });
}

/** Looks through the causes: fetch wraps the error of the socket, and that may be of several addresses. */
function neverConnected(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code = '' } = error as NodeJS.ErrnoException;
  if (/^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$/.test(code))
    return true;
  const inner = error instanceof AggregateError ? (error.errors as unknown[]) : [];
  return [error.cause, ...inner].some(neverConnected);
}
