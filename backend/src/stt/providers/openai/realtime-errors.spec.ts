import { describe, expect, it } from 'vitest';
import { problemOfFault } from './realtime-errors.js';

describe(problemOfFault.name, () => {
  it.each([
    [{ code: 'invalid_request_error.invalid_api_key' }, 'key_refused'],
    [{ code: 'insufficient_quota', type: 'insufficient_quota' }, 'no_credit'],
    [{ code: 'rate_limit_exceeded', type: 'requests' }, 'rate_limited'],
    [{ code: 'model_not_found', type: 'invalid_request_error' }, 'unknown_model'],
    [
      {
        code: 'invalid_value',
        type: 'invalid_request_error',
        param: 'session.audio.input.transcription.model',
      },
      'unknown_model',
    ],
    [{ type: 'invalid_request_error', message: 'The model "x" does not exist.' }, 'unknown_model'],
    [
      { type: 'invalid_request_error', message: 'Language hints of this model are not supported yet.' },
      'request_refused',
    ],
    [{ code: 'session_expired', type: 'invalid_request_error' }, 'broke_off'],
    [{ code: null, type: 'server_error' }, 'vendor_failure'],
    [{ code: 'unknown_parameter', type: 'invalid_request_error', param: 'session.foo' }, 'request_refused'],
    [{ code: '', message: 'bye' }, null],
  ] as const)('makes %j a problem: %s', (fault, problem) => {
    expect(problemOfFault(fault)).toBe(problem);
  });
});
