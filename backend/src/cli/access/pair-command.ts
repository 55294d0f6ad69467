import type { CredentialStore } from '../../auth/credentials/credential-store.js';
import { ownCommand } from '../../common/command-line.js';
import { PAIRING_MINUTES } from '../../auth/credentials/pairing-code.js';
import { CommandError } from './run-command.js';

const USAGE =
  `usage: ${ownCommand('pair')}\n` +
  `Makes a code that pairs one browser with this backend within ${PAIRING_MINUTES} minutes. It replaces the code before.`;

/** @returns what to print */
export async function pairCommand(words: string[], store: CredentialStore): Promise<string> {
  if (words.length > 0) {
    if (/^(?:--?h|--help|help)$/.test(words[0]!)) return USAGE;
    throw new CommandError(`This command takes no options, but got ${words.join(' ')}.\n${USAGE}`);
  }
  const { code, isWritten } = await store.pairing.make();
  if (!isWritten) throw new CommandError('So there is no new code.');
  return (
    `The pairing code is ${code}. Type it into the settings of Earshot's side panel in the browser that you want to pair, ` +
    `within ${PAIRING_MINUTES} minutes. It works once, and earlier codes no longer work. A start of Earshot makes another one.`
  );
}
