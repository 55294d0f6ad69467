import { isLoopbackHost } from '../common/net/loopback.js';
import type { EarshotConfig } from '../config/config.dto.js';

/** @returns a warning for the log if other computers can reach the backend, otherwise null */
export function exposureWarning({
  host,
  allowedHosts,
}: Pick<EarshotConfig, 'host' | 'allowedHosts'>): string | null {
  if (isLoopbackHost(host)) return null;
  const answered = [...allowedHosts, host].join(', ');
  return (
    `HOST is ${host}: other computers on the network can reach Earshot, use its providers, and read and change what it keeps ` +
    `for its users, because nothing asks them who they are. It answers requests for ${answered} and loopback names only: ` +
    'list other names and addresses that clients use as "allowedHosts" in the config.'
  );
}
