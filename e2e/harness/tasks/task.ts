/** A task of the project's own pages: what the user says, what the model does, and what must be true of the page in the end. */
import type { Page } from 'playwright-core';

export const KINDS = 'form list table menu dialog date drag tabs login search cart component'.split(' ');

/** HTML, or what the server makes of a request for it. */
export type Served = string | ((request: { url: URL; post: URLSearchParams }) => string);

export interface TaskTurn {
  /** What the user does with their own hands before they speak. */
  byHand?: (page: Page) => Promise<void>;
  /** What they type into the panel. */
  says: string;
  /** What the model does: see testing/tasks/task-script.ts. */
  script: readonly string[];
}

export interface Task {
  /** One of `KINDS`. */
  kind: string;
  name: string;
  /** By their addresses. */
  pages: Readonly<Record<string, Served>>;
  /** Those that are open, the one in front first. Default: the first page. */
  open?: readonly string[];
  turns: readonly TaskTurn[];
  /** An expression in the page or frame with that address, by default the one in front at first, and its value once the task is done. */
  end: { in?: string; read: string; is: unknown };
}
