import { ProviderError, type ProviderErrorCode } from '../../common/provider-error.js';

export interface ChatServer {
  provider: string;
  baseUrl: string;
  hasKey: boolean;
  model: string;
}

/** What the openai package puts on its errors. */
interface ApiErrorLike {
  status?: number;
  message: string;
  cause?: unknown;
}

/** An error of the openai package in words for the user. `begun`: the answer had begun. */
export function chatError(error: unknown, server: ChatServer, begun: boolean): ProviderError {
  if (error instanceof ProviderError) return error;
  const [code, message] = describe(error as ApiErrorLike, server, begun);
  return new ProviderError('llm', server.provider, code, message, { cause: error });
}

/** Whether the server refused the tools rather than the conversation: small models know none. */
export function refusesTools(error: unknown): boolean {
  const { status, message } = error as ApiErrorLike;
  return status === 400 && /\btools?\b/i.test(message) && /support/i.test(message);
}

function describe(error: ApiErrorLike, server: ChatServer, begun: boolean): [ProviderErrorCode, string] {
  const who = `The language model at ${addressOf(server.baseUrl)}`;
  switch (error.status) {
    case 401:
    case 403:
      return ['provider_auth', `${who} ${server.hasKey ? 'refused the API key' : 'wants an API key'}.`];
    case 404:
      return ['provider_unavailable', `${who} has no model "${server.model}".`];
    case 429:
      return [
        'provider_unavailable',
        `${who} takes no more requests for now: too many, or the quota is used up.`,
      ];
    case undefined:
      break;
    default:
      return ['provider_unavailable', `${who} answered with an error (HTTP ${error.status}).`];
  }
  if (begun) return ['provider_unavailable', `${who} broke off in the middle of its answer.`];
  if (hasCode(error, 'ECONNREFUSED')) return ['provider_unavailable', `${who} is not running.`];
  return ['provider_unavailable', `${who} cannot be reached.`];
}

/** Host and port alone: a URL may hold a password. */
export function addressOf(baseUrl: string): string {
  return new URL(baseUrl).host;
}

/** Looks through the causes: fetch wraps the error of the socket, and that may be of several addresses. */
function hasCode(error: unknown, code: string): boolean {
  if (!(error instanceof Error)) return false;
  if ((error as NodeJS.ErrnoException).code === code) return true;
  const inner = error instanceof AggregateError ? (error.errors as unknown[]) : [];
  return [error.cause, ...inner].some((cause) => hasCode(cause, code));
}
