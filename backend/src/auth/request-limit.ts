import { Injectable } from '@nestjs/common';
import { systemClock } from '../common/clock/clock.js';
import { rateLimited } from '../common/telemetry/channels.js';
import { TokenBucket } from '../common/token-bucket.js';

/** A settings view asks for a few; a monitor asks once a second. */
const BURST = 100;
const PER_SECOND = 20;

/** The address that asked longest ago is forgotten first. */
const MAX_ADDRESSES = 1_000;

/** Limits the HTTP requests of each address. Refused ones do not count, so that a web page cannot use up its visitor's. */
@Injectable()
export class RequestLimit {
  readonly #buckets = new Map<string, TokenBucket>();

  /**
   * @param address undefined for this computer, whose clients those behind a proxy on it cannot keep out
   * @returns false if the address has asked too often
   */
  take(address = 'this computer', now = systemClock.now()): boolean {
    const bucket = this.#buckets.get(address) ?? new TokenBucket(BURST, PER_SECOND, now);
    this.#buckets.delete(address);
    this.#buckets.set(address, bucket);
    if (this.#buckets.size > MAX_ADDRESSES) this.#buckets.delete(this.#buckets.keys().next().value!);
    if (bucket.take(1, now)) return true;
    rateLimited.publish(() => ({ kind: 'requests' }));
    return false;
  }
}
