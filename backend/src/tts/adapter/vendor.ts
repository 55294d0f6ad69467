import { providerProblem, type Vendor } from '../../provider-kit/errors/provider-problem.js';

/** A vendor's speech synthesis at its own address or at that of another server. */
export function ttsVendor(
  vendor: Omit<Vendor, 'stage' | 'address'>,
  baseURL: string | undefined,
  ownBaseURL?: string,
): Vendor {
  const elsewhere = baseURL !== undefined && baseURL !== ownBaseURL;
  // Host and port alone: an address may hold a password.
  return { stage: 'tts', ...vendor, ...(elsewhere && { address: new URL(baseURL).host }) };
}

/** @throws ProviderError where there is no key and the vendor's own address needs one */
export function requireKey(vendor: Vendor, apiKey: string | undefined): void {
  if (!apiKey && !vendor.address) throw providerProblem(vendor, 'key_missing');
}
