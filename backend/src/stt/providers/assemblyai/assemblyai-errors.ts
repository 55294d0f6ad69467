import { saysUnknownModel } from '../../../provider-kit/errors/http-status.js';
import type { ProblemKind } from '../../../provider-kit/errors/provider-problem.js';

/**
 * What a close code of AssemblyAI's streaming means, with the text that comes with it.
 * @returns null if it says nothing: the connection broke
 */
export function problemOfCode(code: number, words: string): ProblemKind | null {
  if (/concurren|too many/i.test(words)) return 'rate_limited';
  if (/insufficient|balance|funds|credit|upgrade|paid/i.test(words)) return 'no_credit';
  if (/speech_model"? must be/i.test(words) || saysUnknownModel(words)) return 'unknown_model';
  switch (code) {
    // Policy violation: "Unauthorized Connection: Missing Authorization header", and older APIs' code for it.
    case 1008:
    case 4001:
      return 'key_refused';
    case 4002:
    case 4003:
      return 'no_credit';
    case 3009:
    case 4029:
    case 4102:
      return 'rate_limited';
    case 3005:
      return 'vendor_failure';
    // A message or a chunk of audio that it refused.
    case 3006:
    case 3007:
      return 'request_refused';
    // Also 3008 after three hours: a new session can continue.
    default:
      return null;
  }
}
