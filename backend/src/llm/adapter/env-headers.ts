/**
 * The packages of vendors send headers that an environment variable of theirs names, wherever they are told to send
 * requests to. Only the vendor is to see them.
 * @returns headers that take those away
 */
export function withoutEnvHeaders(variable: string): Record<string, null> {
  const lines = (process.env[variable] ?? '').split('\n').filter((line) => line.includes(':'));
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf(':')).trim(), null]));
}
