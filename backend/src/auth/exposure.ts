import { isLoopbackHost } from '../common/net/loopback.js';
import { ownCommand } from '../common/command-line.js';
import type { EarshotConfig } from '../config/config.dto.js';
import { answeredHosts } from './origin-policy.js';

const IN_CONTAINER =
  'There is no TLS: publish the port of this container on 127.0.0.1 only, as compose.yaml does. For other computers, set "tls" in the config, or use a proxy that has it.';

/**
 * @param admitsOthers whether there is a token or a paired key
 * @param container the name of the container that the backend runs in, if it does: there, the published port decides
 * @returns a warning for the log if other computers can reach the backend, or are meant to and cannot; otherwise null
 */
export function exposureWarning(
  config: Pick<EarshotConfig, 'host' | 'allowedHosts' | 'tls'>,
  admitsOthers: boolean,
  container = process.env.EARSHOT_CONTAINER,
): string | null {
  const { host, allowedHosts, tls } = config;
  const noneYet = `None of them is let in yet, because there is neither a token nor a paired key: ${ownCommand('pair')}, or ${ownCommand('tokens -- add <name>')}.`;
  if (isLoopbackHost(host)) {
    if (admitsOthers || allowedHosts.length === 0) return null;
    return `Clients of a proxy may ask for ${allowedHosts.join(', ')}. ${noneYet}`;
  }
  if (container) return tls ? null : IN_CONTAINER;
  return [
    `HOST is ${host}: other computers on the network can reach Earshot.`,
    admitsOthers
      ? `Those with a token or a paired key may use its providers and what it keeps for them (${ownCommand('tokens')} lists them).`
      : noneYet,
    ...(tls
      ? []
      : [
          'There is no TLS, so what is said and answered crosses the network unencrypted: set "tls" in the config, or use a proxy that has it.',
        ]),
    `It answers requests for ${answeredHosts(config).join(', ')} and loopback names only: list other names and addresses that clients use as "allowedHosts".`,
  ].join(' ');
}
