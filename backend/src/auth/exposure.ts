import { isLoopbackHost } from '../common/net/loopback.js';
import type { EarshotConfig } from '../config/config.dto.js';

/** @returns a warning for the log if other computers can reach the backend, otherwise null */
export function exposureWarning({
  host,
  allowedHosts,
}: Pick<EarshotConfig, 'host' | 'allowedHosts'>): string | null {
  if (isLoopbackHost(host)) return null;
  const names =
    allowedHosts.length > 0
      ? `It answers requests for ${allowedHosts.join(', ')} and for this computer's own names.`
      : 'It refuses requests for host names that it does not know: list those that clients use as "allowedHosts" in the config.';
  return `HOST is ${host}: other computers on the network can reach Earshot and use its providers, and nothing asks them who they are. ${names}`;
}
