import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { cleanKey, keyFromEnv } from './api-key.js';
import type { ProviderContext, ProviderDefinition, ProviderRegistry } from './provider-definition.js';

/**
 * Creates the provider that the config names, with its options.
 * @throws RangeError that lists the valid names, options or values
 */
export async function createProvider<Provider>(
  registry: ProviderRegistry<Provider>,
  name: string,
  given: Record<string, unknown>,
  context: ProviderContext,
): Promise<Provider> {
  const definition = await findDefinition(registry, name);
  return definition.create(readOptions(definition, given), context);
}

/** @throws RangeError that lists the providers */
export async function findDefinition<Provider>(
  registry: ProviderRegistry<Provider>,
  name: string,
): Promise<ProviderDefinition<Provider>> {
  const load = Object.hasOwn(registry, name) ? registry[name] : undefined;
  if (load) return load();
  throw new RangeError(`There is no provider "${name}": use one of ${Object.keys(registry).join(', ')}.`);
}

/** @throws RangeError that lists every option that is unknown or has a wrong value */
export function readOptions<Options extends object>(
  definition: Pick<ProviderDefinition<unknown, Options>, 'name' | 'Options' | 'apiKeyEnv' | 'apiKeyAliases'>,
  given: Record<string, unknown>,
): Options {
  const { name, Options } = definition;
  const options: Options & { apiKey?: unknown } = plainToInstance(Options, given, {
    exposeDefaultValues: true,
  });
  const problems = validateSync(options, {
    whitelist: true,
    forbidNonWhitelisted: true,
    // A provider may have no options.
    forbidUnknownValues: false,
  }).flatMap(({ property, constraints = {} }) =>
    Object.entries(constraints).map(([rule, message]) =>
      rule === 'whitelistValidation' ? `there is no option "${property}"` : message,
    ),
  );
  if (problems.length > 0) throw new RangeError(`Options of ${name}: ${problems.join('; ')}.`);
  if (typeof options.apiKey === 'string') options.apiKey = cleanKey(options.apiKey) || undefined;
  // The vendor's key is only for the vendor: another address gets a key only from the config.
  const key = 'baseURL' in given ? undefined : keyFromEnv(definition, process.env);
  return key === undefined
    ? options
    : Object.assign(Object.create(Options.prototype) as Options, { apiKey: key }, dropUndefined(options));
}

function dropUndefined<T extends object>(value: T): Partial<T> {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as Partial<T>;
}
