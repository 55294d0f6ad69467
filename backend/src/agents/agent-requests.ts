import { plainToInstance } from 'class-transformer';
import { IsInt, IsOptional, IsString, Matches, MaxLength, validateSync } from 'class-validator';
import { AgentError } from './agent-error.js';

const MAX_CHANNEL_CHARS = 128;

class ChannelDto {
  /** No control characters, which a terminal that lists it would carry out. */
  @Matches(/^[^\p{C}\p{Zl}\p{Zp}]*$/u, { message: 'channel_name must not contain control characters' })
  @MaxLength(MAX_CHANNEL_CHARS, { message: `channel_name must have at most ${MAX_CHANNEL_CHARS} characters` })
  @IsString({ message: 'channel_name must be a text' })
  channel_name = '';
}

class StartDto extends ChannelDto {
  @IsOptional()
  @IsString({ message: 'graph_name must be a text' })
  graph_name?: string | null;

  /** In seconds. */
  @IsOptional()
  @IsInt({ message: 'timeout must be a whole number of seconds' })
  timeout?: number | null;

  @IsOptional()
  @IsInt({ message: 'the port must be a whole number' })
  port?: number | null;
}

export interface StartRequest {
  channel: string;
  graph?: string;
  port?: number;
  /** After how long without a client and a ping the agent ends. */
  idleMs?: number;
}

/** @throws AgentError */
export function readStart(body: Record<string, unknown>): StartRequest {
  const port = portOf(body);
  const { channel_name, graph_name, timeout } = read(StartDto, { ...body, port });
  return {
    channel: channel_name,
    ...(graph_name && { graph: graph_name }),
    ...(typeof port === 'number' && { port }),
    // Others mean the time of the config: 0, and -1, which the web page of such servers sends.
    ...(timeout && timeout > 0 && { idleMs: timeout * 1_000 }),
  };
}

/** @throws AgentError */
export const readChannel = (body: Record<string, unknown>): string => read(ChannelDto, body).channel_name;

/** Only the fields of the class are read: others may be there, and nested as deeply as they like. */
function read<T extends ChannelDto>(Type: new () => T, body: Record<string, unknown>): T {
  const fields = ['channel_name', 'graph_name', 'timeout', 'port'].filter(
    (name) => Object.hasOwn(body, name) && body[name] !== undefined,
  );
  const known = Object.fromEntries(fields.map((name) => [name, plain(body[name])]));
  const value = plainToInstance(Type, known, { exposeDefaultValues: true });
  value.channel_name ??= '';
  const [problem] = validateSync(value);
  if (problem) {
    const { isString, isInt, ...others } = problem.constraints ?? {};
    throw new AgentError('invalid', `${isString ?? isInt ?? Object.values(others)[0]}.`);
  }
  if (value.channel_name.trim() === '') throw new AgentError('noChannel', 'channel_name is missing.');
  return value;
}

/** The port of `properties.websocket_server`, of `properties`, or of the body itself. */
function portOf(body: Record<string, unknown>): unknown {
  const properties = own(body, 'properties');
  const named = [
    own(own(properties, 'websocket_server'), 'port'),
    own(properties, 'port'),
    own(body, 'port'),
  ];
  const [port, ...others] = named.filter((each) => each !== undefined && each !== null);
  if (others.some((other) => other !== port))
    throw new AgentError('invalid', 'The body names several ports.');
  return port;
}

const own = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;

/** An object is no value of any field, and is not looked into. */
const plain = (value: unknown): unknown => (typeof value === 'object' && value !== null ? NaN : value);
