/** What the options of providers have in common. */
import 'reflect-metadata';
import { IsNotEmpty, IsOptional, IsString, IsUrl, MaxLength } from 'class-validator';

const SECRETS = Symbol('secrets');
const CLIENT_OPTIONS = Symbol('client options');

/** Never shown: not in an error, not in a log, not in a list. */
export const Secret = (): PropertyDecorator => mark(SECRETS);

/**
 * A client may set it for its own session. Never use it for an address or a key: a client could then send the user's key
 * anywhere.
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

/** The options of a provider that has none. */
export class NoOptions {}

/** The options of a provider with an HTTP API and a key. */
export class HttpApiOptions {
  /** Prefer the environment variable. With a `baseURL`, set the key here: the variable is then ignored. */
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(1_000)
  @Secret()
  apiKey?: string;

  /** Address of the API, if it is not the vendor's: a proxy, another region or your own server. */
  @IsOptional()
  @IsApiUrl('http', 'https')
  baseURL?: string;
}

/** The options of a provider with a WebSocket API and a key. */
export class SocketApiOptions {
  /** Prefer the environment variable. With a `baseURL`, set the key here: the variable is then ignored. */
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(1_000)
  @Secret()
  apiKey?: string;

  /** Address of the API, if it is not the vendor's. */
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
