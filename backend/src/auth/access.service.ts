import { Injectable } from '@nestjs/common';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { ownCommand } from '../common/command-line.js';
import { EarshotConfig } from '../config/config.dto.js';
import { Credentials, type Credential } from './credentials/credentials.js';
import { Handshake, lockedText, type HandshakeEvents, type HandshakePeer } from './handshake/handshake.js';
import { HttpTokens } from './http-tokens.js';
import { Lockout } from './lockout.js';
import { answeredHosts, isAllowedHost, isExtension } from './origin-policy.js';
import { bearerToken, isLocal, lockAddress } from './request-source.js';

/** What a client may do. */
export type Access =
  /** Nothing: HTTP 403, also for the WebSocket upgrade. `reason` is a clause. */
  | Refused
  /** It has shown a wrong credential: HTTP 401, or an error and close code 1008. `error` is for users. */
  | (HandshakePeer & { kind: 'unauthorized'; error: string })
  | ClientAccess;

/** `unproven`: over HTTP nothing (401), over a socket it may prove who it is. */
export interface ClientAccess extends HandshakePeer {
  kind: 'unproven' | 'admitted';
  /** On this computer, and not behind a proxy. */
  isLocal: boolean;
  /** The token that it has shown, or for a token of `HttpTokens` the key of the connection that got it. */
  credential?: Credential;
}

interface Refused {
  kind: 'refused';
  reason: string;
}

/** Such requests have no origin. Browsers send these headers to loopback addresses and over HTTPS. */
const isFromOtherPage = ({ 'sec-fetch-site': site, 'sec-fetch-mode': mode }: IncomingHttpHeaders): boolean =>
  (site === 'cross-site' || site === 'same-site') && (mode === 'no-cors' || mode === 'navigate');

const FROM_OTHER_PAGE = {
  kind: 'refused',
  reason: "it comes from another page's link, frame, image or script",
} as const;

const notListed = (origin = ''): string => `origin ${origin} is not in "allowedOrigins" of the config`;

/** Who has shown a token. */
interface Shown {
  client: Omit<ClientAccess, 'kind'>;
  /** Whose wrong tokens are counted together; undefined if they are not counted. */
  guesser: string | undefined;
  /** What the token stands for if it is one for HTTP. */
  proven: Credential | undefined;
}

const WRONG_TOKEN = `The token is wrong, expired or revoked. Make one where the backend runs: ${ownCommand('tokens -- add <name>')}`;

/**
 * Decides who may connect, for HTTP (`AccessGuard`) and for the WebSocket upgrade (`EarshotWsAdapter`). docs/security.md has the
 * rules as a table.
 */
@Injectable()
export class AccessService {
  readonly #allowedHosts: readonly string[];
  /** Decisions about upgrades that become connections: a second one would count a wrong token twice. */
  readonly #upgrades = new WeakMap<IncomingMessage, Exclude<Access, { kind: 'refused' }>>();

  constructor(
    private readonly config: EarshotConfig,
    private readonly credentials: Credentials,
    private readonly lockout: Lockout,
    private readonly httpTokens: HttpTokens,
  ) {
    this.#allowedHosts = answeredHosts(config);
  }

  /** Decides about an HTTP request. */
  decide(request: IncomingMessage): Access {
    return this.#decide(request, (token) => this.httpTokens.credentialOf(token));
  }

  /** Decides about a route that tells nothing but a status: all but pages may ask, by any name and without a credential. */
  decidePublic(request: IncomingMessage): Refused | { kind: 'admitted'; lockAddress: string | undefined } {
    const { headers } = request;
    if (isFromOtherPage(headers)) return FROM_OTHER_PAGE;
    if (this.#isUnknownPage(headers.origin)) return { kind: 'refused', reason: notListed(headers.origin) };
    return { kind: 'admitted', lockAddress: lockAddress(request) };
  }

  /** Decides about a WebSocket upgrade, and keeps the decision for its connection. */
  decideUpgrade(request: IncomingMessage): Access {
    // A token for HTTP opens no connection, which would outlive the one that the token belongs to.
    const access = this.#decide(request, () => undefined);
    if (access.kind !== 'refused') this.#upgrades.set(request, access);
    return access;
  }

  #decide(request: IncomingMessage, provenWith: (token: string) => Credential | undefined): Access {
    const { headers } = request;
    const { origin, host } = headers;
    if (!isAllowedHost(host, this.#allowedHosts)) {
      const reason = `host ${host ?? '(none)'} is neither this computer nor in "allowedHosts" of the config`;
      return { kind: 'refused', reason };
    }
    if (isFromOtherPage(headers)) return FROM_OTHER_PAGE;
    const client = { origin: origin ?? '', lockAddress: lockAddress(request), isLocal: isLocal(request) };
    const isListed = this.#isListed(origin);
    const isUnknownPage = this.#isUnknownPage(origin);
    const token = bearerToken(request);
    // A page could otherwise lock its visitor out.
    const guesser = isUnknownPage ? pageSource(client) : client.lockAddress;
    const access =
      token === undefined
        ? undefined
        : this.#withToken(token, { client, guesser, proven: provenWith(token) });
    if (isUnknownPage && access?.kind !== 'admitted') {
      const wrong = token === undefined ? '' : ', and its token is wrong, expired or revoked';
      return { kind: 'refused', reason: `${notListed(origin)}${wrong}` };
    }
    if (access) return access;
    const isOpen = client.isLocal && this.config.auth.loopback === 'open';
    return { ...client, kind: isOpen && (origin === undefined || isListed) ? 'admitted' : 'unproven' };
  }

  /** @returns what was decided about the upgrade of a connection */
  take(request: IncomingMessage): Exclude<Access, { kind: 'refused' }> {
    const { origin = '' } = request.headers;
    const unknown = { origin, lockAddress: lockAddress(request), error: 'This connection was not allowed.' };
    return this.#upgrades.get(request) ?? { kind: 'unauthorized', ...unknown };
  }

  handshake({ origin, lockAddress }: ClientAccess, events: HandshakeEvents): Handshake {
    const { credentials, lockout, httpTokens } = this;
    return new Handshake({ credentials, lockout, httpTokens }, { origin, lockAddress }, events);
  }

  /** Whether what the client has shown is neither revoked nor expired since. */
  isValid(credential: Credential): boolean {
    return this.credentials.holds(credential);
  }

  #isListed(origin: string | undefined): boolean {
    return origin !== undefined && this.config.allowedOrigins.includes(origin);
  }

  #isUnknownPage(origin: string | undefined): boolean {
    return origin !== undefined && !isExtension(origin) && !this.#isListed(origin);
  }

  #withToken(token: string, { client, guesser, proven }: Shown): Exclude<Access, { kind: 'refused' }> {
    if (proven && this.isValid(proven)) return { ...client, kind: 'admitted', credential: proven };
    // Not to be guessed, so a lock-out does not concern it, and does not end by it.
    const made = this.credentials.madeToken(token);
    if (made) return { ...client, kind: 'admitted', credential: made };
    const waitMs = this.lockout.waitMs(guesser);
    if (waitMs > 0) return { ...client, kind: 'unauthorized', error: lockedText(waitMs) };
    const credential = this.credentials.configToken(token);
    if (!credential) {
      this.lockout.failed(guesser);
      return { ...client, kind: 'unauthorized', error: WRONG_TOKEN };
    }
    this.lockout.succeeded(guesser);
    return { ...client, kind: 'admitted', credential };
  }
}

/** Whose guesses those of a page count as. From elsewhere, any program can claim to be any page. */
const pageSource = ({ origin, lockAddress }: Pick<ClientAccess, 'origin' | 'lockAddress'>): string =>
  lockAddress === undefined ? origin : `pages on ${lockAddress}`;

/**
 * Who a client is across its connections: the user whose timers and notes it shares. On this computer that is its origin, unless it
 * has shown a token, whose holder can claim any; on others it is what the client has shown.
 * @returns undefined for a program without a token, and for a page without an origin of its own, which the header calls `null`
 */
export function clientIdentity(
  { origin, isLocal }: Pick<ClientAccess, 'origin' | 'isLocal'>,
  credential: Credential | undefined,
): string | undefined {
  const hasOrigin = origin !== '' && origin !== 'null';
  if (isLocal && hasOrigin && credential?.kind !== 'token') return origin;
  if (!credential) return undefined;
  const shown = `${credential.kind} ${credential.id}`;
  return hasOrigin ? `${origin} ${shown}` : shown;
}
