import { CredentialStore } from '../../auth/credentials/credential-store.js';
import { TokenError } from '../../auth/credentials/token-list.js';
import { ConfigError } from '../../config/file/config-file.js';
import { dataFolderOf } from '../../config/file/data-folder.js';

/** The command cannot be carried out. The message is for the person who gave it. */
export class CommandError extends Error {}

/**
 * Runs a command on the credentials in the data folder of the backend, which may be running. Ends the process with 1 after an
 * error.
 * @param command gets the words after the command, and returns what to print
 */
export async function runCommand(
  command: (words: string[], store: CredentialStore) => Promise<string> | string,
): Promise<void> {
  try {
    const store = new CredentialStore(dataFolderOf(process.env), (problem) => console.error(problem));
    console.log(await command(process.argv.slice(2), store));
  } catch (error) {
    const isExpected = [CommandError, ConfigError, TokenError].some((Type) => error instanceof Type);
    if (!isExpected) throw error;
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
