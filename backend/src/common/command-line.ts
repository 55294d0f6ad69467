/**
 * @param assignment of an environment variable, such as `PORT=8766`
 * @returns the command with it as a person types it: in the Command Prompt of Windows, or in the shell of other systems
 */
export const commandWith = (assignment: string, command: string, platform = process.platform): string =>
  platform === 'win32' ? `set "${assignment}" && ${command}` : `${assignment} ${command}`;

/**
 * @param command as npm runs it, with its options: `pair`, or `tokens -- add <name>`
 * @param container the name of the container that the backend runs in, if it does: its image has no npm
 * @returns the command as a person types it
 */
export const ownCommand = (command: string, container = process.env.EARSHOT_CONTAINER): string =>
  container ? `docker exec ${container} node cli/${command.replace(' -- ', ' ')}` : `npm run ${command}`;
