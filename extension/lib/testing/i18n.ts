/** Replaces the generated `#i18n` in unit tests: the English texts with their placeholders filled in. */
import english from '../../locales/en.json';

type Catalogue = { [key: string]: string | Catalogue };

function lookUp(key: string): string {
  let found: string | Catalogue | undefined = english as Catalogue;
  for (const part of key.split('.')) found = typeof found === 'object' ? found[part] : undefined;
  if (typeof found !== 'string') throw new Error(`There is no text "${key}".`);
  return found;
}

export const i18n = {
  t: (key: string, values: string[] = []): string =>
    lookUp(key).replace(/\$(\d)/g, (_, index: string) => values[Number(index) - 1] ?? ''),
};
