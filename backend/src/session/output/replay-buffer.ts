import type { ServerMessage } from '#protocol';

/** A message with its position in everything that the session sent. */
export interface Sequenced<T> {
  seq: number;
  message: T;
}

interface BufferedMessage extends Sequenced<ServerMessage> {
  atMs: number;
  /** Sent while no client was connected. */
  missed: boolean;
}

/**
 * Per kind, so that frequent messages (a model's reasoning) do not displace rare ones. More than one turn has, because
 * newer versions of a message replace older ones.
 */
const MAX_PER_KIND = 200;

/** A dead socket is detected within two heartbeats, so older messages have arrived. */
const RECENT_MS = 30_000;

/** The messages that a resuming client needs: those it missed, and those that may have been lost with its socket. */
export class ReplayBuffer {
  /** By kind, then by identity, in the order of sending. */
  readonly #kinds = new Map<string, Map<string, BufferedMessage>>();

  /**
   * @param seq position of the message, counting up
   * @param missed whether no client was connected
   */
  add(seq: number, message: ServerMessage, atMs: number, missed: boolean): void {
    const key = identityOf(message) ?? `seq ${seq}`;
    const buffered = this.#ofKind(kindOf(message));
    // Deleted first, so that the map keeps the order of sending.
    buffered.delete(key);
    buffered.set(key, { seq, message, atMs, missed });
    if (buffered.size > MAX_PER_KIND) buffered.delete(buffered.keys().next().value!);
  }

  /** Removes a message that is obsolete. */
  remove(message: ServerMessage): void {
    const key = identityOf(message);
    if (key) this.#ofKind(kindOf(message)).delete(key);
  }

  /**
   * The messages to send to a resuming client, in order. It may have received some of them before, which is harmless.
   * @param receivedSeq everything up to this position has arrived for sure
   */
  toReplay(nowMs: number, receivedSeq: number): Sequenced<ServerMessage>[] {
    const seenTopics = new Set<string>();
    const replayed: Sequenced<ServerMessage>[] = [];
    for (const { seq, message, atMs, missed } of this.#newestFirst()) {
      const topic = topicOf(message);
      const isNewest = topic !== null && !seenTopics.has(topic);
      if (isNewest) seenTopics.add(topic);
      const isRecent = topic === null && !isEarcon(message) && seq > receivedSeq && nowMs - atMs <= RECENT_MS;
      if (missed || isNewest || isRecent) replayed.push({ seq, message });
    }
    return replayed.reverse();
  }

  /** Marks everything as sent to a connected client. */
  markDelivered(): void {
    for (const buffered of this.#newestFirst()) buffered.missed = false;
  }

  #newestFirst(): BufferedMessage[] {
    const all = [...this.#kinds.values()].flatMap((kind) => [...kind.values()]);
    return all.sort((a, b) => b.seq - a.seq);
  }

  #ofKind(kind: string): Map<string, BufferedMessage> {
    const buffered = this.#kinds.get(kind) ?? new Map<string, BufferedMessage>();
    this.#kinds.set(kind, buffered);
    return buffered;
  }
}

/** A sound that comes again means that something was done again. */
const isEarcon = (message: ServerMessage): boolean => message.type === 'cmd' && message.name === 'earcon';

/** Equal for a message and its newer versions; null if messages do not replace each other. */
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
      case 'earcon':
      case 'mute':
      case 'hang_up':
        return null;
      default:
        return message.name;
    }
  }
  if (message.type !== 'data') return null;
  if (['state', 'reminders', 'mcp'].includes(message.name)) return message.name;
  if (message.name === 'metrics') return `metrics ${message.data.turn_id}`;
  if (message.name === 'text_data' && message.data.data_type === 'transcribe')
    return `text ${message.data.role} ${message.data.turn_id}`;
  if (message.name === 'text_data' && message.data.data_type === 'dictation')
    return `dictation ${message.data.turn_id}`;
  return null;
}

/** The first word of the identity, or the name or type of a message without one. */
const kindOf = (message: ServerMessage): string =>
  identityOf(message)?.split(' ', 1)[0] ?? ('name' in message ? message.name : message.type);

/** Equal for messages if only the newest counts; null for short-lived messages. */
function topicOf(message: ServerMessage): string | null {
  const identity = identityOf(message);
  // Each dictated text is written, the older ones, too.
  if (identity === null || /^(?:metrics|dictation \d)/.test(identity)) return null;
  // Every tool call counts; of other messages only those of the newest turn.
  return identity.startsWith('tool_call') ? identity : identity.replace(/ \d+$/, '');
}
