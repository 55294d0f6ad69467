/**
 * The provider that the config names.
 * @param registry a stage's providers by name
 * @throws RangeError that says which names there are
 */
export function chooseProvider<T>(stage: string, registry: Readonly<Record<string, T>>, name: string): T {
  const provider = Object.hasOwn(registry, name) ? registry[name] : undefined;
  if (provider !== undefined) return provider;
  const known = Object.keys(registry).join(', ');
  throw new RangeError(`Unknown ${stage} provider "${name}": use one of ${known}.`);
}
