/** A segment that was sent and is not transcribed yet. */
interface Pending {
  /** Known once the API has confirmed it. */
  itemId: string | null;
  text: string | null;
}

/** Puts transcripts into the order of speech, because they may come in another order. */
export class PendingTranscripts {
  readonly #pending: Pending[] = [];

  constructor(private readonly give: (text: string) => void) {}

  get size(): number {
    return this.#pending.length;
  }

  /** @param text if it is already known */
  add(text: string | null = null): void {
    this.#pending.push({ itemId: null, text });
    this.#giveReady();
  }

  /** Sets the id of the oldest unconfirmed segment. */
  confirm(itemId: string): void {
    const next = this.#unconfirmed();
    if (next) next.itemId = itemId;
  }

  /** Drops the oldest unconfirmed segment, which was refused because it was too short. */
  refuse(): void {
    const next = this.#unconfirmed();
    if (!next) return;
    next.text = '';
    this.#giveReady();
  }

  complete(itemId: string, text: string): void {
    const pending = this.#pending.find((one) => one.itemId === itemId) ?? this.#unconfirmed();
    if (!pending) return;
    pending.text = text;
    this.#giveReady();
  }

  #unconfirmed(): Pending | undefined {
    return this.#pending.find(({ itemId, text }) => itemId === null && text === null);
  }

  #giveReady(): void {
    while (this.#pending[0] && this.#pending[0].text !== null) this.give(this.#pending.shift()!.text!);
  }
}
