import { Logger } from '@nestjs/common';
import { channel } from 'node:diagnostics_channel';
import { describeForLog } from '../log/redact.js';

/** A typed channel of `node:diagnostics_channel`. */
export interface TelemetryChannel<Message> {
  /** Its name in `node:diagnostics_channel`. */
  readonly name: string;
  /** @param build makes the message; called only if there are subscribers */
  publish(build: () => Message): void;
  /**
   * @param listener called at once with each message. What it throws is logged, and harms neither the publisher nor others
   * @returns a function that ends the subscription
   */
  subscribe(listener: (message: Message) => void): () => void;
}

/** @param name in lower case with underscores, such as "turn_ended" */
export function defineChannel<Message>(name: string): TelemetryChannel<Message> {
  const inner = channel(`earshot.${name}`);
  return {
    name: `earshot.${name}`,
    publish: (build) => {
      if (inner.hasSubscribers) inner.publish(build());
    },
    subscribe: (listener) => {
      // Node would end the process with an error of a subscriber.
      const guarded = (message: unknown) => {
        try {
          listener(message as Message);
        } catch (error) {
          new Logger('Telemetry').warn(`A listener of ${name} failed: ${describeForLog(error)}`);
        }
      };
      inner.subscribe(guarded);
      return () => inner.unsubscribe(guarded);
    },
  };
}
