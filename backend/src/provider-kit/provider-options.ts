/** What the options of providers have in common. */
import 'reflect-metadata';
import { IsNotEmpty, IsOptional, IsString, IsUrl, MaxLength } from 'class-validator';

const SECRETS = Symbol('secrets');
const CLIENT_OPTIONS = Symbol('client options');

/** Never shown: not in an error, not in a log, not in a list. */
export const Secret = (): PropertyDecorator => mark(SECRETS);

/**
 * A client may set it for its own session. Never an address or a key: with those a client could have the user's key sent
 * to a place of its choice.
 */
export const ClientOption = (): PropertyDecorator => mark(CLIENT_OPTIONS);

export const secretsOf = (Options: new () => object): string[] => marked(SECRETS, Options);

export const clientOptionsOf = (Options: new () => object): string[] => marked(CLIENT_OPTIONS, Options);

/** The address of an API. `localhost` is fine. */
export const IsApiUrl = (...protocols: string[]): PropertyDecorator =>
  IsUrl(
    { protocols, require_protocol: true, require_tld: false },
    {
      message: `$property must be an address that begins with ${protocols.map((p) => `${p}://`).join(' or ')}`,
    },
  );

/** Of a provider that can be told nothing. */
export class NoOptions {}

/** Of a provider behind an HTTP API with a key. */
export class HttpApiOptions {
  /** Better kept in the environment than here. One for a `baseURL` must stand here: the vendor's own is not sent there. */
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(1_000)
  @Secret()
  apiKey?: string;

  /** Of the API, where it is not the provider's own: a proxy, another region, a server of yours. */
  @IsOptional()
  @IsApiUrl('http', 'https')
  baseURL?: string;
}

/** Of a provider behind a WebSocket API with a key. */
export class SocketApiOptions {
  /** Better kept in the environment than here. One for a `baseURL` must stand here: the vendor's own is not sent there. */
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(1_000)
  @Secret()
  apiKey?: string;

  /** Of the API, where it is not the provider's own. */
  @IsOptional()
  @IsApiUrl('ws', 'wss')
  baseURL?: string;
}

function mark(kind: symbol): PropertyDecorator {
  return (target, key) => {
    const before = (Reflect.getMetadata(kind, target) as string[] | undefined) ?? [];
    Reflect.defineMetadata(kind, [...before, String(key)], target);
  };
}

function marked(kind: symbol, Options: new () => object): string[] {
  return (Reflect.getMetadata(kind, Options.prototype as object) as string[] | undefined) ?? [];
}
