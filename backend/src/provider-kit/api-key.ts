import type { ProviderDefinition } from './provider-definition.js';

type KeyNames = Pick<ProviderDefinition<unknown>, 'apiKeyEnv' | 'apiKeyAliases'>;

/** White space, invisible characters and quotation marks, which come along when a key is copied or set in a shell. */
const AROUND = String.raw`[\s\u200B-\u200D\u2060\uFEFF"'\u0060\u00B4\u2018-\u201F\u2039\u203A\u00AB\u00BB]+`;
const LEADING = new RegExp(`^${AROUND}`);
const TRAILING = new RegExp(`${AROUND}$`);

/** @returns the key without what surrounds it */
export const cleanKey = (pasted: string): string => pasted.replace(LEADING, '').replace(TRAILING, '');

/** Whether a key can be sent in a header: those of all vendors are printable ASCII without spaces. */
export const isSendable = (key: string): boolean => /^[\x21-\x7E]+$/.test(key);

/** @returns the names of the variables that may hold the key, the preferred one first */
export const keyNames = ({ apiKeyEnv, apiKeyAliases = [] }: KeyNames): string[] =>
  apiKeyEnv === undefined ? [] : [apiKeyEnv, ...apiKeyAliases];

/** @returns the key in the environment; undefined if none is set */
export function keyFromEnv(names: KeyNames, env: NodeJS.ProcessEnv): string | undefined {
  return keyNames(names)
    .map((name) => cleanKey(env[name] ?? ''))
    .find((key) => key !== '');
}
