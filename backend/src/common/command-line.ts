/**
 * @param assignment of an environment variable, such as `PORT=8766`
 * @returns the command with it as a person types it: in the Command Prompt of Windows, or in the shell of other systems
 */
export const commandWith = (assignment: string, command: string, platform = process.platform): string =>
  platform === 'win32' ? `set "${assignment}" && ${command}` : `${assignment} ${command}`;
