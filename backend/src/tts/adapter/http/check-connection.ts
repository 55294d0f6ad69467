import { httpError, refusesKey } from '../../../provider-kit/errors/http-error.js';
import type { Vendor } from '../../../provider-kit/errors/provider-problem.js';

/**
 * Opens a connection with a request that is free of charge.
 * @throws ProviderError if the vendor cannot be reached or refuses the key
 */
export async function checkConnection(vendor: Vendor, request: () => Promise<unknown>): Promise<void> {
  try {
    await request();
  } catch (cause) {
    const error = await httpError(vendor, cause, { otherwise: 'unreachable' });
    // Any other refusal says nothing: a key may be limited to speech synthesis.
    if (error.retryable || (await refusesKey(cause, error))) throw error;
  }
}
