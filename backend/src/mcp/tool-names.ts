import { createHash } from 'node:crypto';

/** What vendors of models take as a name. */
const MAX_NAME_CHARS = 64;
const DIGEST_CHARS = 8;

/**
 * The name of a server's tool for the model: `server__tool`. Tools with other names get other names, in whatever order they come.
 * @param server its name in the config
 */
export function modelName(server: string, tool: string): string {
  const name = `${server}__${tool}`;
  const plain = name.replace(/[^\w-]/g, '_');
  if (plain === name && plain.length <= MAX_NAME_CHARS) return plain;
  const digest = createHash('sha256').update(name).digest('hex').slice(0, DIGEST_CHARS);
  return `${plain.slice(0, MAX_NAME_CHARS - DIGEST_CHARS - 1)}_${digest}`;
}
