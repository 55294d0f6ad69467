export type QueuedItem =
  { kind: 'audio'; frame: string; durationMs: number } | { kind: 'command'; frame: string };

/** Messages that wait for the connection, in order. Bounded: the oldest are dropped. */
export class SendQueue {
  #items: QueuedItem[] = [];
  #audioMs = 0;
  #commands = 0;
  #droppedAudioMs = 0;
  #droppedCommands = 0;

  constructor(
    private readonly maxAudioMs: number,
    private readonly maxCommands: number,
  ) {}

  get isEmpty(): boolean {
    return this.#items.length === 0;
  }

  get hasCommands(): boolean {
    return this.#commands > 0;
  }

  get droppedAudioMs(): number {
    return this.#droppedAudioMs;
  }

  get droppedCommands(): number {
    return this.#droppedCommands;
  }

  push(item: QueuedItem): void {
    this.#items.push(item);
    if (item.kind === 'command') this.#commands++;
    else this.#audioMs += item.durationMs;
    while (this.#audioMs > this.maxAudioMs) this.#dropOldest('audio');
    while (this.#commands > this.maxCommands) this.#dropOldest('command');
  }

  shift(): QueuedItem | undefined {
    const item = this.#items.shift();
    if (item) this.#forget(item);
    return item;
  }

  clear(): void {
    this.#items = [];
    this.#audioMs = 0;
    this.#commands = 0;
  }

  #dropOldest(kind: QueuedItem['kind']): void {
    const at = this.#items.findIndex((item) => item.kind === kind);
    const [item] = this.#items.splice(at, 1);
    this.#forget(item!);
    if (item!.kind === 'audio') this.#droppedAudioMs += item!.durationMs;
    else this.#droppedCommands++;
  }

  #forget(item: QueuedItem): void {
    if (item.kind === 'command') this.#commands--;
    else this.#audioMs -= item.durationMs;
  }
}
