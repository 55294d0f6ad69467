/** The fields of the openai package's errors. */
interface ApiErrorLike {
  status?: number;
  message?: string;
}

/** Whether the server refused the tools: small models support none. */
export function refusesTools(error: unknown): boolean {
  const { status, message = '' } = error as ApiErrorLike;
  return status === 400 && /\btools?\b/i.test(message) && /support/i.test(message);
}
