/** The browser's own clipboard, where it may be used. */
export interface SystemClipboard {
  /** @returns null if nothing could be read */
  read(): string | null;
  write(text: string): boolean;
}

export const MAX_COPIED_CHARS = 100_000;

/** What was copied by voice. It is Earshot's own, and also the system's where the user permits that. */
export class Clipboard {
  #text: string | null = null;

  /** @param system null while it is not permitted */
  constructor(private readonly system: () => SystemClipboard | null) {}

  /** @returns where the text is now, for people */
  copy(text: string): string {
    this.#text = text.slice(0, MAX_COPIED_CHARS);
    const written = this.system()?.write(this.#text) ?? false;
    return written ? 'the clipboard' : "Earshot's own clipboard";
  }

  /** The system's comes first: the user may have copied something with the keyboard since. */
  text(): string | null {
    const text = this.system()?.read() || this.#text;
    return text === null ? null : text.slice(0, MAX_COPIED_CHARS);
  }
}
