import type { Graph } from '../../session/graphs.js';

/** The graph of a gateway whose sessions are not looked at. */
export const GRAPH = { name: 'voice_assistant' } as Graph;
