import type { ControlKind } from '../controls/control-kind';

interface Shown {
  depth: number;
  element: Element;
  inViewport: boolean;
}

/** What a walk finds, in the order of the page. */
export type PageItem =
  | (Shown & { kind: 'control'; role: string; name: string; how: ControlKind })
  | (Shown & { kind: 'heading'; name: string; level: number })
  | (Shown & { kind: 'part'; role: string; name: string })
  | (Shown & { kind: 'image'; name: string })
  | (Shown & { kind: 'frame'; name: string; frame: number })
  | (Shown & { kind: 'text'; text: string });
