import { authCommands } from './auth.commands.js';
import type { CommandTable } from './command.js';
import { sessionCommands } from './session.commands.js';
import { toolCommands } from './tool.commands.js';
import { turnCommands } from './turn.commands.js';

/** The commands that this backend takes, by name. */
export const COMMANDS: CommandTable = {
  ...authCommands,
  ...sessionCommands,
  ...turnCommands,
  ...toolCommands,
};
