import type { WebsocketResponse } from '@cartesia/cartesia-js/resources/tts';
import { providerProblem, type Vendor } from '../../../provider-kit/errors/provider-problem.js';
import { problemOfStatus } from '../../../provider-kit/errors/http-status.js';
import { vendorReason } from '../../../provider-kit/errors/vendor-reason.js';

/** Maps an error event of Cartesia. Its text is only searched for known words. */
export function cartesiaError(
  vendor: Vendor,
  event: WebsocketResponse.Error,
  details: { model?: string; voice?: string } = {},
): Error {
  const reason = vendorReason(event.error_code, event.title, event.message);
  const kind = problemOfStatus(event.status_code, reason);
  return providerProblem(vendor, kind, {
    cause: new Error(reason),
    status: event.status_code,
    ...details,
  });
}
