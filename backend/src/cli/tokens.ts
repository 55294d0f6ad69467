/** `npm run tokens`: lists, makes and revokes tokens, and revokes the keys of paired browsers, also for a backend that is running. */
import { runCommand } from './access/run-command.js';
import { tokensCommand } from './access/tokens-command.js';

await runCommand(tokensCommand);
