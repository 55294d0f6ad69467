/** The fields of the openai package's errors. */
interface ApiErrorLike {
  status?: number;
  message?: string;
}

/**
 * Whether the server refused the tools: small models support none, llama.cpp needs `--jinja` for them (with status 500) and
 * vLLM `--enable-auto-tool-choice`.
 */
export function refusesTools(error: unknown): boolean {
  const { status, message = '' } = error as ApiErrorLike;
  if (status !== 400 && status !== 422 && status !== 500 && status !== 501) return false;
  return (
    /\btool(?:s|_choice)?\b/i.test(message) &&
    /support|requires?\b|not (?:enabled|implemented)/i.test(message)
  );
}
