/** A segment that was given over and is not transcribed yet. */
interface Owed {
  /** Known when the API has confirmed it. */
  itemId: string | null;
  text: string | null;
}

/** Segments in the order of speech; their transcripts may come in another. */
export class PendingTranscripts {
  readonly #owed: Owed[] = [];

  constructor(private readonly give: (text: string) => void) {}

  get size(): number {
    return this.#owed.length;
  }

  /** @param text where it is known already */
  add(text: string | null = null): void {
    this.#owed.push({ itemId: null, text });
    this.#giveReady();
  }

  /** The oldest that was not confirmed has this id. */
  confirm(itemId: string): void {
    const next = this.#unconfirmed();
    if (next) next.itemId = itemId;
  }

  /** The oldest that was not confirmed is refused: it held too little. */
  refuse(): void {
    const next = this.#unconfirmed();
    if (!next) return;
    next.text = '';
    this.#giveReady();
  }

  complete(itemId: string, text: string): void {
    const owed = this.#owed.find((one) => one.itemId === itemId) ?? this.#unconfirmed();
    if (!owed) return;
    owed.text = text;
    this.#giveReady();
  }

  #unconfirmed(): Owed | undefined {
    return this.#owed.find(({ itemId, text }) => itemId === null && text === null);
  }

  #giveReady(): void {
    while (this.#owed[0] && this.#owed[0].text !== null) this.give(this.#owed.shift()!.text!);
  }
}
