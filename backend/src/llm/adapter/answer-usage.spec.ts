import { describe, expect, it } from 'vitest';
import type { TokenUsage } from '../../common/telemetry/token-usage.js';
import { UsageMeter, usageOf } from './answer-usage.js';

describe(usageOf.name, () => {
  it.each<[unknown[], number | null]>([
    [[12], 12],
    [[0], 0],
    [[10, 2, null], 12],
    [[undefined, 3], 3],
    [[], null],
    [[null, undefined], null],
    [['12', -1, 1.5, NaN, 1e300, {}], null],
  ])('takes %j as %j tokens', (counts, tokens) => {
    expect(usageOf(counts, counts)).toEqual({ type: 'usage', input: tokens, output: tokens });
  });
});

describe(UsageMeter.name, () => {
  const usage = (input: number | null, output: number | null): TokenUsage => ({ input, output });

  it.each<[string, TokenUsage[], TokenUsage[]]>([
    ['one count', [usage(12, 7)], [usage(12, 7)]],
    [
      'counts that grow',
      [usage(12, 1), usage(12, 4), usage(12, 7)],
      [usage(12, 1), usage(null, 3), usage(null, 3)],
    ],
    ['counts in parts', [usage(12, null), usage(null, 7)], [usage(12, null), usage(null, 7)]],
    ['a count that shrinks', [usage(12, 7), usage(0, 0), usage(12, 8)], [usage(12, 7), usage(null, 1)]],
    ['none', [usage(0, 0)], [usage(0, 0)]],
    ['nothing known', [usage(null, null)], []],
  ])('reports what came on top: %s', (_what, counts, reported) => {
    const reports: TokenUsage[] = [];
    const sut = new UsageMeter((more) => reports.push(more));
    for (const count of counts) sut.read(count);
    expect(reports).toEqual(reported);
  });
});
