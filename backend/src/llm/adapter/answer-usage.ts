import { addUsage, UNKNOWN_USAGE, type TokenUsage } from '../../common/telemetry/token-usage.js';
import type { LlmEvent } from '../llm.port.js';

/** The tokens of an answer so far, as far as its vendor has counted them. */
export type AnswerUsage = { type: 'usage' } & TokenUsage;

/** What an adapter reads from the stream of its vendor. */
export type AnswerItem = LlmEvent | AnswerUsage;

/** @param input counts that add up to the tokens of the input, as any server sends them; `output` likewise */
export const usageOf = (input: readonly unknown[], output: readonly unknown[]): AnswerUsage => ({
  type: 'usage',
  input: sumOf(input),
  output: sumOf(output),
});

function sumOf(counts: readonly unknown[]): number | null {
  const known = counts.filter((count): count is number => Number.isSafeInteger(count) && Number(count) >= 0);
  return known.length === 0 ? null : known.reduce((sum, count) => sum + count);
}

/** Reports the tokens of one answer as they grow: vendors count from its beginning, once or several times. */
export class UsageMeter {
  #total = UNKNOWN_USAGE;

  /** @param report gets what came on top */
  constructor(private readonly report: (more: TokenUsage) => void = () => undefined) {}

  read({ input, output }: TokenUsage): void {
    const more = { input: grown(this.#total.input, input), output: grown(this.#total.output, output) };
    if (more.input === null && more.output === null) return;
    this.#total = addUsage(this.#total, more);
    this.report(more);
  }
}

function grown(before: number | null, now: number | null): number | null {
  if (before === null || now === null) return now;
  return now > before ? now - before : null;
}
