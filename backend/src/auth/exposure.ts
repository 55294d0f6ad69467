import { isLoopbackHost } from '../common/net/loopback.js';
import { ownCommand } from '../common/command-line.js';
import type { EarshotConfig } from '../config/config.dto.js';

const IN_CONTAINER =
  'There is no TLS: publish the port of this container on 127.0.0.1 only. For other computers, set "tls" in the config, or use a proxy that has it.';

/**
 * @param admitsOthers whether there is a token or a paired key
 * @param container the name of the container that the backend runs in, if it does: there, the published port decides
 * @returns a warning for the log if other computers can reach the backend, otherwise null
 */
export function exposureWarning(
  { host, allowedHosts, tls }: Pick<EarshotConfig, 'host' | 'allowedHosts' | 'tls'>,
  admitsOthers: boolean,
  container = process.env.EARSHOT_CONTAINER,
): string | null {
  if (isLoopbackHost(host)) return null;
  if (container) return tls ? null : IN_CONTAINER;
  const answered = [...allowedHosts, host].join(', ');
  return [
    `HOST is ${host}: other computers on the network can reach Earshot.`,
    admitsOthers
      ? `Those with a token or a paired key may use its providers and what it keeps for them (${ownCommand('tokens')} lists them).`
      : `None of them is let in yet, because there is neither a token nor a paired key: ${ownCommand('pair')}, or ${ownCommand('tokens -- add <name>')}.`,
    ...(tls
      ? []
      : [
          'There is no TLS, so what is said and answered crosses the network unencrypted: set "tls" in the config, or use a proxy that has it.',
        ]),
    `It answers requests for ${answered} and loopback names only: list other names and addresses that clients use as "allowedHosts".`,
  ].join(' ');
}
