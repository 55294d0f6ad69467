import { describeForLog } from '../common/log/redact.js';
import { ownCommand } from '../common/command-line.js';
import type { EarshotConfig } from '../config/config.dto.js';
import type { Credentials } from './credentials/credentials.js';
import { PAIRING_MINUTES } from './credentials/pairing-code.js';
import { exposureWarning } from './exposure.js';

interface Output {
  /** Shows a line to the person who starts the backend. It is in no log, because it shows the pairing code. */
  print(line: string): void;
  warn(problem: string): void;
}

/**
 * Tells the person who has started the backend who can reach it, and makes a pairing code for further clients.
 * @param container the name of the container that the backend runs in, if it does
 */
export async function announceAccess(
  config: Pick<EarshotConfig, 'host' | 'allowedHosts' | 'tls'>,
  credentials: Pick<Credentials, 'admitsOthers' | 'makePairingCode'>,
  { print, warn }: Output,
  container = process.env.EARSHOT_CONTAINER,
): Promise<void> {
  const warning = exposureWarning(config, credentials.admitsOthers, container);
  if (warning) warn(warning);
  try {
    const code = await credentials.makePairingCode();
    const which = container
      ? 'The extension is paired'
      : 'The extension that was built here needs no code. An extension on another computer, or from a store, is paired';
    const howToRenew = ownCommand('pair', container);
    print(
      `${which} in its settings with the code ${code} within ${PAIRING_MINUTES} minutes (a new one: ${howToRenew})`,
    );
  } catch (error) {
    warn(`There is no pairing code: ${describeForLog(error)}`);
  }
}
