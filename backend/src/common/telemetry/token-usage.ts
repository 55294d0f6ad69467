/** Tokens of a language model, thoughts and cached input included; null for what is not known. */
export interface TokenUsage {
  readonly input: number | null;
  readonly output: number | null;
}

export const UNKNOWN_USAGE: TokenUsage = { input: null, output: null };

export const addUsage = (a: TokenUsage, b: TokenUsage): TokenUsage => ({
  input: added(a.input, b.input),
  output: added(a.output, b.output),
});

const added = (a: number | null, b: number | null) => (a === null ? b : a + (b ?? 0));
