import type { IncomingMessage } from 'node:http';
import { SUBPROTOCOL, TOKEN_SUBPROTOCOL_PREFIX } from '#protocol';
import { isLoopbackHost } from '../common/net/loopback.js';
import { isLoopbackName } from './origin-policy.js';

/** Headers that a proxy adds. Behind one, every client seems to be on this computer. */
const PROXY_HEADERS = /^(?:forwarded|x-forwarded-.+|x-real-ip|via)$/;

const MAX_ADDRESS_CHARS = 100;

/** Whether a request comes from a program or browser on this computer, and not through a proxy. */
export function isLocal({ headers, socket }: IncomingMessage): boolean {
  return (
    isLoopbackHost(plainAddress(socket.remoteAddress)) &&
    isLoopbackName(headers.host) &&
    !Object.keys(headers).some((name) => PROXY_HEADERS.test(name))
  );
}

/**
 * The address that failed attempts are counted for: behind a proxy on this computer the client's, as the proxy gives it last.
 * @returns undefined for clients on this computer. An IPv6 address stands for its network of 64 bits, which one client has.
 */
export function lockAddress(request: IncomingMessage): string | undefined {
  if (isLocal(request)) return undefined;
  const { headers, socket } = request;
  const peer = plainAddress(socket.remoteAddress);
  if (!isLoopbackHost(peer)) return networkOf(peer);
  const forwarded = [headers['x-forwarded-for'], headers['forwarded']].flat().find(Boolean);
  return networkOf((forwarded?.split(',').at(-1) ?? 'proxy').trim().slice(-MAX_ADDRESS_CHARS));
}

/** The token of a request: its Authorization header, a subprotocol, or the parameter `token` of its address. */
export function bearerToken({ headers, url = '' }: IncomingMessage): string | undefined {
  const [, header] = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '') ?? [];
  return header ?? subprotocolToken(headers['sec-websocket-protocol']) ?? queryToken(url);
}

/** @returns the subprotocol to answer with, which is never a token */
export const chosenSubprotocol = (offered: Iterable<string>): string | false =>
  [...offered].includes(SUBPROTOCOL) && SUBPROTOCOL;

const subprotocolToken = (offered = ''): string | undefined =>
  offered
    .split(',')
    .map((name) => name.trim())
    .find((name) => name.startsWith(TOKEN_SUBPROTOCOL_PREFIX))
    ?.slice(TOKEN_SUBPROTOCOL_PREFIX.length);

const queryToken = (url: string): string | undefined =>
  new URLSearchParams(/\?([^#]*)/.exec(url)?.[1]).get('token') ?? undefined;

/** A server for IPv6 sees an address of IPv4 with a prefix. */
const plainAddress = (address = 'unknown'): string => address.replace(/^::ffff:/i, '');

/** An address without its port, and for IPv6 without the 64 bits that one client can choose. */
function networkOf(text: string): string {
  const [address] = /(?:\d{1,3}\.){3}\d{1,3}|[\da-f]*(?::[\da-f]*){2,}/i.exec(text) ?? [];
  if (address === undefined) return text;
  if (address.includes('.')) return address;
  const [head = '', tail] = address.toLowerCase().split('::');
  const groups = head.split(':').filter(Boolean);
  const after = tail?.split(':').filter(Boolean) ?? [];
  const zeros = Array<string>(Math.max(0, 8 - groups.length - after.length)).fill('0');
  return [...groups, ...(tail === undefined ? [] : zeros), ...after].slice(0, 4).join(':');
}
