import type { DataMessage, ServerMessage, SpeechMarksData, TextData } from '#protocol';
import type { Clock } from '../../common/clock/clock.js';

/** At most ten in any second. */
const MIN_INTERVAL_MS = 110;

/**
 * Each update has the whole text so far, so a long text is updated less often: what is sent grows with time, not with its
 * square. At the longest answer, 20,000 characters, that is once a second.
 */
const CHARS_PER_SECOND = 20_000;

/** The updates of one text: of the user, of the assistant, or of the model's reasoning. */
interface Growing {
  turnId: number;
  sentChars: number;
  nextAt: number;
  /** The newest update, if it waits. */
  waiting: TextData | undefined;
  /** Marks of words that only the waiting update has. */
  marks: SpeechMarksData | undefined;
  timer: NodeJS.Timeout | undefined;
}

/**
 * Passes messages on, but of a growing text only some updates. The final text goes out at once, and words before their
 * marks.
 */
export class TextUpdates {
  readonly #texts = new Map<string, Growing>();

  constructor(
    private readonly deliver: (message: ServerMessage) => void,
    private readonly clock: Clock,
  ) {}

  send(message: ServerMessage): void {
    if (message.type === 'data' && message.name === 'text_data') return this.#text(message.data);
    if (message.type === 'data' && message.name === 'speech_marks') return this.#marks(message.data);
    this.deliver(message);
  }

  close(): void {
    for (const { timer } of this.#texts.values()) clearTimeout(timer);
    this.#texts.clear();
  }

  #text(data: TextData): void {
    const key = keyOf(data);
    const before = this.#texts.get(key);
    if (before && (before.turnId !== data.turn_id || data.is_final)) this.#end(key, before, data);
    if (data.is_final) return this.deliver(textMessage(data));
    const text = this.#texts.get(key) ?? this.#begin(key, data.turn_id);
    text.waiting = text.waiting && data.data_type === 'raw' ? joined(text.waiting, data) : data;
    const waitMs = text.nextAt - this.clock.now();
    if (waitMs <= 0) this.#update(text);
    else text.timer ??= setTimeout(() => this.#update(text), waitMs).unref();
  }

  #marks(data: SpeechMarksData): void {
    const text = this.#texts.get('assistant');
    const isAhead = text?.turnId === data.turn_id && (data.marks.at(-1)?.end ?? 0) > text.sentChars;
    if (!text?.waiting || !isAhead) return this.deliver(marksMessage(data));
    text.marks = { ...data, marks: [...(text.marks?.marks ?? []), ...data.marks] };
  }

  #begin(key: string, turnId: number): Growing {
    const nextAt = this.clock.now();
    const text = { turnId, sentChars: 0, nextAt, waiting: undefined, marks: undefined, timer: undefined };
    this.#texts.set(key, text);
    return text;
  }

  /** @param next replaces a waiting update of the same text */
  #end(key: string, text: Growing, next: TextData): void {
    const isReplaced = text.turnId === next.turn_id && !text.marks;
    if (!isReplaced) this.#update(text);
    clearTimeout(text.timer);
    this.#texts.delete(key);
  }

  #update(text: Growing): void {
    clearTimeout(text.timer);
    text.timer = undefined;
    const { waiting, marks } = text;
    if (!waiting) return;
    text.waiting = text.marks = undefined;
    text.sentChars = waiting.text.length;
    const intervalMs = Math.max(MIN_INTERVAL_MS, (waiting.text.length * 1_000) / CHARS_PER_SECOND);
    text.nextAt = this.clock.now() + intervalMs;
    this.deliver(textMessage(waiting));
    if (marks) this.deliver(marksMessage(marks));
  }
}

const keyOf = ({ data_type, role }: TextData): string => (data_type === 'raw' ? data_type : role);

const textMessage = (data: TextData): DataMessage => ({ type: 'data', name: 'text_data', data });
const marksMessage = (data: SpeechMarksData): DataMessage => ({ type: 'data', name: 'speech_marks', data });

interface Reasoning {
  type: string;
  data: { text: string };
}

/** Reasoning comes in parts, unlike other text. */
function joined(first: TextData, second: TextData): TextData {
  const [{ type, data }, next] = [first, second].map(({ text }) => JSON.parse(text) as Reasoning) as [
    Reasoning,
    Reasoning,
  ];
  return { ...second, text: JSON.stringify({ type, data: { text: data.text + next.data.text } }) };
}
