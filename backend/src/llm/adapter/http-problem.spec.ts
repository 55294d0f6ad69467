import { describe, expect, it } from 'vitest';
import { problemOfFailure, TruncatedAnswerError, BlockedAnswerError } from './http-problem.js';

const socketError = Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' });

describe(problemOfFailure.name, () => {
  it.each<[string, Parameters<typeof problemOfFailure>, string]>([
    ['a status', [new Error(), false, { status: 404, reason: '' }], 'unknown_model'],
    [
      'a model that is called "voice"',
      [new Error(), false, { status: 404, reason: 'no voice-7b' }],
      'unknown_model',
    ],
    ['a limit that the user set', [new Error(), false, { status: 429, reason: 'spend_limit' }], 'no_credit'],
    ['an error in the stream', [new Error(), false, { reason: 'overloaded' }], 'vendor_failure'],
    ['an error in mid-answer', [new Error(), true, { reason: 'overloaded' }], 'broke_off'],
    [
      'no connection',
      [new TypeError('fetch failed', { cause: socketError }), false, undefined],
      'unreachable',
    ],
    ['no answer in time', [new DOMException('', 'TimeoutError'), false, undefined], 'unreachable'],
    [
      'a body that stops short',
      [new TypeError('terminated', { cause: socketError }), false, undefined],
      'broke_off',
    ],
    ['an end in mid-answer', [new TruncatedAnswerError(3), true, undefined], 'broke_off'],
    ['an end without an answer', [new TruncatedAnswerError(0), false, undefined], 'malformed'],
    ['a frame that is no JSON', [new SyntaxError(), true, undefined], 'malformed'],
    ['an answer that is no stream', [new Error('Response body is empty'), false, undefined], 'malformed'],
    ['a filter', [new BlockedAnswerError('SAFETY'), false, undefined], 'request_refused'],
  ])('of %s', (_what, failure, problem) => {
    expect(problemOfFailure(...failure)).toBe(problem);
  });
});
