import type { TelemetryChannel } from '../define-channel.js';

/** Collects what a channel tells, until it is disposed of. */
export function collect<Message>(channel: TelemetryChannel<Message>): { messages: Message[] } & Disposable {
  const messages: Message[] = [];
  const unsubscribe = channel.subscribe((message) => messages.push(message));
  return { messages, [Symbol.dispose]: unsubscribe };
}
