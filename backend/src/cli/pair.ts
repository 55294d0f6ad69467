/** `npm run pair`: makes a pairing code, also for a backend that is running. */
import { pairCommand } from './access/pair-command.js';
import { runCommand } from './access/run-command.js';

await runCommand(pairCommand);
