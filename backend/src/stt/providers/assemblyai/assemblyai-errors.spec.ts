import { describe, expect, it } from 'vitest';
import { problemOfCode } from './assemblyai-errors.js';

describe(problemOfCode.name, () => {
  it.each([
    [1008, 'Unauthorized Connection: Missing Authorization header', 'key_refused'],
    [1008, 'Unauthorized Connection: Insufficient account balance', 'no_credit'],
    [1008, 'Unauthorized Connection: Too many concurrent sessions', 'rate_limited'],
    [3009, '', 'rate_limited'],
    [3006, 'Invalid speech_model', 'unknown_model'],
    [3006, 'Invalid JSON: {', 'request_refused'],
    [3006, '"speech_model" must be one of: universal-streaming-english', 'unknown_model'],
    [3006, 'keyterms_prompt is not supported with this model', 'request_refused'],
    [3006, 'keyterms_prompt is not supported for speech_model x', 'request_refused'],
    [3007, 'Input duration violation: 20 ms. Expected between 50 and 1000 ms', 'request_refused'],
    [3005, 'Session Cancelled: An error occurred', 'vendor_failure'],
    [3008, 'Session Expired: Maximum session duration exceeded', null],
    [1006, '', null],
  ] as const)('makes %i %j a problem: %s', (code, words, problem) => {
    expect(problemOfCode(code, words)).toBe(problem);
  });
});
