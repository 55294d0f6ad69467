import type { ServerMessage } from '#protocol';

/** Something that was said, with its place among all that was said. */
export interface Said<T> {
  number: number;
  what: T;
}

interface Kept {
  number: number;
  message: ServerMessage;
  atMs: number;
  /** No client was there to hear it. */
  missed: boolean;
}

/**
 * Of each kind, so that what comes by the hundred (a model's reasoning) pushes out nothing that is said once. Far more than
 * a turn has: newer versions of a message take the place of older ones.
 */
const MAX_OF_A_KIND = 200;

/** A socket that died without a word is found within two heartbeats: what is older than that has arrived. */
const RECENT_MS = 30_000;

/** What a client that comes back has to be told: all that it missed, and what may have died with its socket. */
export class KeptMessages {
  /** By kind, and each kind in the order of its messages. */
  readonly #kinds = new Map<string, Map<string, Kept>>();

  keep(number: number, message: ServerMessage, atMs: number, missed: boolean): void {
    const key = identityOf(message) ?? `number ${number}`;
    const kept = this.#of(kindOf(message));
    // Deleted first, so that the order of the map is the order of the messages.
    kept.delete(key);
    kept.set(key, { number, message, atMs, missed });
    if (kept.size > MAX_OF_A_KIND) kept.delete(kept.keys().next().value!);
  }

  /** Nobody has to know it any more. */
  forget(message: ServerMessage): void {
    const key = identityOf(message);
    if (key) this.#of(kindOf(message)).delete(key);
  }

  /**
   * In order. Some may have arrived before: hearing them twice does no harm.
   * @param heardNumber everything up to it is known to have arrived
   */
  toRepeat(nowMs: number, heardNumber: number): Said<ServerMessage>[] {
    const newest = new Set<string>();
    const repeated: Said<ServerMessage>[] = [];
    for (const { number, message, atMs, missed } of this.#newestFirst()) {
      const topic = topicOf(message);
      const isNewest = topic !== null && !newest.has(topic);
      if (isNewest) newest.add(topic);
      const isRecent = topic === null && number > heardNumber && nowMs - atMs <= RECENT_MS;
      if (missed || isNewest || isRecent) repeated.push({ number, what: message });
    }
    return repeated.reverse();
  }

  /** A client has heard it all now, as far as one can know. */
  delivered(): void {
    for (const kept of this.#newestFirst()) kept.missed = false;
  }

  #newestFirst(): Kept[] {
    const all = [...this.#kinds.values()].flatMap((kind) => [...kind.values()]);
    return all.sort((a, b) => b.number - a.number);
  }

  #of(kind: string): Map<string, Kept> {
    const kept = this.#kinds.get(kind) ?? new Map<string, Kept>();
    this.#kinds.set(kind, kept);
    return kept;
  }
}

/** What stands for a message and its older versions; null where each is news. */
function identityOf(message: ServerMessage): string | null {
  if (message.type === 'cmd') {
    switch (message.name) {
      case 'audio_end':
        return `audio_end ${message.data.turn_id}`;
      case 'pause_playback':
      case 'resume_playback':
        return `hold ${message.data.turn_id}`;
      case 'tool_call':
        return `tool_call ${message.data.call_id}`;
      default:
        return message.name;
    }
  }
  if (message.type !== 'data') return null;
  if (message.name === 'state') return 'state';
  if (message.name === 'metrics') return `metrics ${message.data.turn_id}`;
  if (message.name === 'text_data' && message.data.data_type === 'transcribe')
    return `text ${message.data.role} ${message.data.turn_id}`;
  return null;
}

/** The first word of its identity; a message without one is of the kind that its type or name says. */
const kindOf = (message: ServerMessage): string =>
  identityOf(message)?.split(' ', 1)[0] ?? ('name' in message ? message.name : message.type);

/** Messages of which the last word counts for as long as it is the last; null: of interest for a while only. */
function topicOf(message: ServerMessage): string | null {
  const identity = identityOf(message);
  if (identity === null || identity.startsWith('metrics')) return null;
  // Each call is a matter of its own; of all else, that of the newest turn.
  return identity.startsWith('tool_call') ? identity : identity.replace(/ \d+$/, '');
}
