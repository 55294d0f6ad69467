import type { ControlRef, DocumentId, RefState, RefUpdate } from '../../browser/browser-calls';
import { failure, type ToolFailure } from '../../tool-contract/tool-results';

/** Numbers that one document has given, both ends included. */
interface Range extends DocumentId {
  from: number;
  to: number;
}

/** A page that rebuilds its controls gives new ones all the time; the oldest are forgotten. */
const MAX_RANGES = 500;
const MAX_FRAMES = 500;

/** Where each ref of this session leads. */
export class RefBook {
  readonly #epoch: string;
  #nextRef = 1;
  #nextFrame = 1;
  /** Of top documents, the newest first. */
  #ranges: Range[] = [];
  readonly #frames = new Map<number, DocumentId>();

  /** @param epoch another one for each session page */
  constructor(epoch: string) {
    this.#epoch = epoch;
  }

  /** What a call needs to give new refs. */
  get state(): RefState {
    const frames = Object.fromEntries(
      [...this.#frames].map(([frame, { documentId }]) => [documentId, frame]),
    );
    return { epoch: this.#epoch, nextRef: this.#nextRef, nextFrame: this.#nextFrame, frames };
  }

  update({ nextRef, nextFrame, documents }: RefUpdate): void {
    this.#nextRef = Math.max(this.#nextRef, nextRef);
    this.#nextFrame = Math.max(this.#nextFrame, nextFrame);
    for (const { tabId, documentId, frame, from, to } of documents) {
      if (frame !== undefined) this.#addFrame(frame, { tabId, documentId });
      else if (from <= to) this.#addRange({ tabId, documentId, from, to });
    }
  }

  /** @returns the control of `e12` or `f2e3`, or a failure in words. A number, `n14`, is not for this. */
  resolve(ref: string): ControlRef | ToolFailure {
    const [, frame, digits] = /^(?:f(\d{1,9}))?e(\d{1,9})$/.exec(ref) ?? [];
    if (digits === undefined) return failure(`"${ref}" is not a ref. Refs look like e12, f2e3 or n14.`);
    const number = Number(digits);
    const document =
      frame === undefined
        ? this.#ranges.find(({ from, to }) => from <= number && number <= to)
        : this.#frames.get(Number(frame));
    if (!document) return failure(`The control ${ref} is not on the page. Look at the page again.`);
    return { tabId: document.tabId, documentId: document.documentId, ref, number };
  }

  #addRange(range: Range): void {
    const newest = this.#ranges[0];
    if (newest?.documentId === range.documentId && newest.to + 1 === range.from) newest.to = range.to;
    else this.#ranges = [range, ...this.#ranges].slice(0, MAX_RANGES);
  }

  #addFrame(frame: number, document: DocumentId): void {
    this.#frames.delete(frame);
    this.#frames.set(frame, document);
    if (this.#frames.size > MAX_FRAMES) this.#frames.delete(this.#frames.keys().next().value!);
  }
}

/** The number that `n14` names, or null for another kind of ref. */
export const shownNumber = (ref: string): number | null => {
  const [, digits] = /^n(\d{1,4})$/.exec(ref) ?? [];
  return digits === undefined ? null : Number(digits);
};
