import { isSendable } from '../api-key.js';
import { providerProblem, type Vendor } from './provider-problem.js';

/**
 * The vendor, as its errors name it.
 * @param baseURL the address in the config, if it is not the vendor's: the vendor's keys and pages are not for that server
 */
export function vendorAt<Own extends Vendor>(vendor: Own, baseURL: string | undefined): Vendor {
  if (baseURL === undefined) return vendor;
  const { stage, provider, label, likeOpenAi } = vendor;
  // Only host and port: a URL may have a password.
  return { stage, provider, label, likeOpenAi, address: new URL(baseURL).host };
}

/** @throws ProviderError if the key cannot be sent, or there is none and the vendor's own address needs one */
export function requireKey(vendor: Vendor, apiKey: string | undefined): void {
  if (!apiKey && vendor.address === undefined) throw providerProblem(vendor, 'key_missing');
  if (apiKey && !isSendable(apiKey)) throw providerProblem(vendor, 'key_garbled');
}
