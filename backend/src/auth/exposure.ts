import { isLoopbackHost } from '../common/net/loopback.js';
import type { EarshotConfig } from '../config/config.dto.js';

/**
 * @param admitsOthers whether there is a token or a paired key
 * @returns a warning for the log if other computers can reach the backend, otherwise null
 */
export function exposureWarning(
  { host, allowedHosts, tls }: Pick<EarshotConfig, 'host' | 'allowedHosts' | 'tls'>,
  admitsOthers: boolean,
): string | null {
  if (isLoopbackHost(host)) return null;
  const answered = [...allowedHosts, host].join(', ');
  return [
    `HOST is ${host}: other computers on the network can reach Earshot.`,
    admitsOthers
      ? 'Those with a token or a paired key may use its providers and what it keeps for them (npm run tokens lists them).'
      : 'None of them is let in yet, because there is neither a token nor a paired key: npm run pair, or npm run tokens -- add <name>.',
    ...(tls
      ? []
      : [
          'There is no TLS, so what is said and answered crosses the network unencrypted: set "tls" in the config, or use a proxy that has it.',
        ]),
    `It answers requests for ${answered} and loopback names only: list other names and addresses that clients use as "allowedHosts".`,
  ].join(' ');
}
