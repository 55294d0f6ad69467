import type { FramePath } from '../../page/page-calls';
import type { DocumentId, RefState, RefUpdate } from '../browser-calls';

/** What a document has to know to give refs. */
export interface GivenNumbers {
  epoch: string;
  firstRef: number;
  refPrefix: string;
}

/** A document; without a path it is a frame's if it has a number already. */
type RefDocument = DocumentId & { path?: FramePath };

/** Gives numbers for refs during one call: to each frame's document its own, and to top documents none twice. */
export class RefNumbers {
  readonly #epoch: string;
  readonly #frames: Record<string, number>;
  readonly #documents: RefUpdate['documents'] = [];
  #nextRef: number;
  #nextFrame: number;

  constructor({ epoch, nextRef, nextFrame, frames }: RefState) {
    this.#epoch = epoch;
    this.#nextRef = nextRef;
    this.#nextFrame = nextFrame;
    this.#frames = { ...frames };
  }

  /** Where top documents begin to count. */
  top(): { epoch: string; firstRef: number } {
    return { epoch: this.#epoch, firstRef: this.#nextRef };
  }

  isFrame(document: RefDocument): boolean {
    return this.#frameOf(document) !== null;
  }

  /** Where a document begins to count. The controls of a frame's document are counted from 1. */
  of(document: RefDocument): GivenNumbers {
    const frame = this.#frameOf(document);
    return {
      epoch: this.#epoch,
      firstRef: frame === null ? this.#nextRef : 1,
      refPrefix: prefixOf(frame),
    };
  }

  /**
   * Keeps what a document has given.
   * @param nextRef the next number that is free there; missing if it gave none
   * @returns what stands before the numbers of its refs
   */
  given(document: RefDocument, nextRef: number | undefined): string {
    const frame = this.#frameOf(document);
    const { tabId, documentId } = document;
    const from = frame === null ? this.#nextRef : 1;
    if (nextRef !== undefined && nextRef > from) {
      this.#documents.push({ tabId, documentId, ...(frame !== null && { frame }), from, to: nextRef - 1 });
      if (frame === null) this.#nextRef = nextRef;
    }
    return prefixOf(frame);
  }

  /** @returns what the session page has to remember, for the answer to a call */
  update(): { refs?: RefUpdate } {
    if (this.#documents.length === 0) return {};
    return { refs: { nextRef: this.#nextRef, nextFrame: this.#nextFrame, documents: this.#documents } };
  }

  #frameOf({ documentId, path = [] }: RefDocument): number | null {
    if (path.length > 0) this.#frames[documentId] ??= this.#nextFrame++;
    return this.#frames[documentId] ?? null;
  }
}

const prefixOf = (frame: number | null) => (frame === null ? 'e' : `f${frame}e`);
