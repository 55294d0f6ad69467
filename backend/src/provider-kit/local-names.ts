/** @returns the names that only providers on this computer have: two may have the same name and different addresses */
export function localNames(providers: readonly { name: string; isLocal: boolean }[]): string[] {
  const away = providers.flatMap(({ name, isLocal }) => (isLocal ? [] : [name]));
  return [...new Set(providers.map(({ name }) => name))].filter((name) => !away.includes(name));
}
