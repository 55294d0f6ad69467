import type { Vendor } from '../../provider-kit/errors/provider-problem.js';

/**
 * The vendor as its errors name it.
 * @param baseURL of the config: a proxy or another server, which the vendor's key and its pages do not concern
 */
export function vendorAt(vendor: Vendor, baseURL: string | undefined): Vendor {
  if (baseURL === undefined) return vendor;
  const { stage, provider, label } = vendor;
  return { stage, provider, label, address: new URL(baseURL).host };
}
