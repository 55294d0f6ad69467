import { createParser, type EventSourceMessage } from 'eventsource-parser';

/** The longest event of a model is a whole answer or the arguments of a tool call; this is ten times that. */
const MAX_EVENT_CHARS = 1024 * 1024;

/** The longest list of models, OpenRouter's, has less than 1 MiB. */
const MAX_BODY_BYTES = 8 * 1024 * 1024;

/** An answer at its limit of characters, with one event of 500 bytes for each, and ten times as much reasoning. */
const MAX_STREAM_BYTES = 128 * 1024 * 1024;

/** A server sent more at once than any answer needs. */
export class OversizedAnswerError extends Error {
  constructor(limit: string) {
    super(`The server sent more than ${limit}.`);
  }
}

export interface EventStreamOptions {
  /**
   * What the SDK expects of the names of events: any (`keep`), one for each event (`derive` takes it from the `type` in the
   * data if the server left it out), or none (`drop`).
   */
  names: 'keep' | 'derive' | 'drop';
}

/** The responses whose stream had the end mark of OpenAI's API, which its package does not pass on. */
const WITH_END_MARK = new WeakSet<Response>();

/** @param response of `eventStreamFetch`, read as far as the SDK does */
export const hasEndMark = (response: Response): boolean => WITH_END_MARK.has(response);

/**
 * A fetch for SDKs of language models. It reads every server's stream in one way, because the SDKs do not agree: with any line
 * ends, a byte order mark, data in several lines, no blank line at the end, and a JSON body in place of a stream, which
 * becomes one event for each answer in it. It bounds events, streams and other bodies before an SDK collects them.
 */
export function eventStreamFetch(
  fetch: typeof globalThis.fetch,
  { names }: EventStreamOptions,
): typeof globalThis.fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    if (!response.body) return response;
    const filtered: Response = new Response(filterBody(response.body, filterFor()), response);
    return filtered;

    function filterFor(): BodyFilter {
      if (!response.ok) return new RefusalBody();
      if (init?.method !== 'POST') return new BoundedBody();
      return new EventFrames(names, () => WITH_END_MARK.add(filtered));
    }
  };
}

interface BodyFilter {
  /** @throws OversizedAnswerError */
  push(bytes: Uint8Array): Uint8Array;
  end(): Uint8Array;
}

/** Reads only as far as its reader does. */
function filterBody(body: NonNullable<Response['body']>, filter: BodyFilter): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream(
    {
      async pull(controller) {
        for (let filtered: Uint8Array = NOTHING; filtered.length === 0;) {
          const { done, value } = await reader.read();
          try {
            filtered = done ? filter.end() : filter.push(value);
          } catch (error) {
            void reader.cancel(error).catch(() => undefined);
            throw error;
          }
          if (filtered.length > 0) controller.enqueue(filtered);
          if (done) return controller.close();
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}

const NOTHING = new Uint8Array();

class BoundedBody implements BodyFilter {
  #bytes = 0;

  push(bytes: Uint8Array): Uint8Array {
    this.#bytes += bytes.length;
    if (this.#bytes > MAX_BODY_BYTES) throw new OversizedAnswerError('8 MiB');
    return bytes;
  }

  end(): Uint8Array {
    return NOTHING;
  }
}

/** Takes an error out of a list: Gemini's server of OpenAI's API sends a list of one, which OpenAI's package cannot read. */
class RefusalBody extends BoundedBody {
  readonly #chunks: Uint8Array[] = [];

  override push(bytes: Uint8Array): Uint8Array {
    this.#chunks.push(super.push(bytes));
    return NOTHING;
  }

  override end(): Uint8Array {
    const body = Buffer.concat(this.#chunks);
    const refusal = parsed(body.toString());
    return Array.isArray(refusal) && refusal.length > 0 ? Buffer.from(JSON.stringify(refusal[0])) : body;
  }
}

/** Rewrites a stream to one event after the other, each with its data in one line. */
class EventFrames implements BodyFilter {
  // It removes a byte order mark.
  readonly #decoder = new TextDecoder();
  readonly #encoder = new TextEncoder();
  readonly #parser = createParser({
    maxBufferSize: MAX_EVENT_CHARS,
    onEvent: (event) => this.#add(event),
    onError: ({ type }) => (this.#isTooLarge ||= type === 'max-buffer-size-exceeded'),
  });
  #frames = '';
  /** A body that begins like JSON; undefined if it is a stream of events. */
  #json: string[] | undefined;
  #jsonChars = 0;
  #hasBegun = false;
  #hasEnded = false;
  #isTooLarge = false;
  #bytes = 0;

  constructor(
    private readonly names: EventStreamOptions['names'],
    private readonly onEndMark: () => void,
  ) {}

  push(bytes: Uint8Array): Uint8Array {
    this.#bytes += bytes.length;
    if (this.#bytes > MAX_STREAM_BYTES) throw new OversizedAnswerError('128 MiB');
    return this.#read(this.#decoder.decode(bytes, { stream: true }));
  }

  end(): Uint8Array {
    this.#hasEnded = true;
    if (this.#json) this.#addAnswers(this.#json.join(''));
    return this.#read(`${this.#decoder.decode()}\n\n`);
  }

  #read(text: string): Uint8Array {
    if (!this.#hasBegun && text.trim() !== '') {
      this.#hasBegun = true;
      if (/^\s*[{[]/.test(text)) this.#json = [];
    }
    if (this.#json) {
      this.#json.push(text);
      this.#jsonChars += text.length;
      this.#isTooLarge ||= this.#jsonChars > MAX_EVENT_CHARS;
    } else this.#parser.feed(text);
    if (this.#isTooLarge) throw new OversizedAnswerError('1 MiB in one event');
    const frames = this.#frames;
    this.#frames = '';
    return this.#encoder.encode(frames);
  }

  /** Gemini sends a list of answers, or of one error, if it is not asked for events. */
  #addAnswers(json: string): void {
    const answers = parsed(json);
    if (answers === undefined) return;
    for (const answer of Array.isArray(answers) ? (answers as unknown[]) : [answers])
      this.#add({ data: JSON.stringify(answer) });
  }

  #add({ event, data }: EventSourceMessage): void {
    if (data.length > MAX_EVENT_CHARS) this.#isTooLarge = true;
    const isEndMark = data.trim() === '[DONE]';
    if (isEndMark) this.onEndMark();
    // The end of the stream may have cut the last event off.
    if (this.#hasEnded && !isEndMark && parsed(data) === undefined) return;
    const name =
      this.names === 'derive' ? (event ?? typeOf(data)) : this.names === 'keep' ? event : undefined;
    // JSON has line ends only where a space would do.
    this.#frames += `${name ? `event: ${name}\n` : ''}data: ${data.replaceAll('\n', ' ')}\n\n`;
  }
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return undefined;
  }
}

function typeOf(data: string): string | undefined {
  const type = (parsed(data) as { type?: unknown } | null | undefined)?.type;
  return typeof type === 'string' ? type : undefined;
}
