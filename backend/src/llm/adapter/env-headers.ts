/**
 * SDKs add the headers of an environment variable to requests to any address. Only the vendor itself may get them.
 * @param variable its name
 * @returns headers that unset them
 */
export function withoutEnvHeaders(variable: string): Record<string, null> {
  const lines = (process.env[variable] ?? '').split('\n').filter((line) => line.includes(':'));
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf(':')).trim(), null]));
}
