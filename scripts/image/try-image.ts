/** Speaks to the image's backend and to one that runs without a container, in turns, and ends both. */
import { median } from '../../bench/lib/stats.ts';
import { atMost, holds, type Row } from '../../bench/lib/table.ts';
import { startBackend } from '../../e2e/harness/backend.ts';
import { printedCode } from '../../e2e/harness/handshake/printed-code.ts';
import { ensureSystemPackages } from '../system-packages.ts';
import { Container } from './container.ts';
import type { ContainerTool } from './container-tool.ts';
import { stopWhileAnswering, pairWith, speakTurn, type SpokenTurn } from './conversation.ts';

const TURNS = 5;

/** How much later an answer may begin than without a container. */
const MAX_DIFFERENCE_MS = 400;

const MAX_READY_MS = 30_000;
/** Well below the limit of the container, 1 GiB, at which it would be killed. */
const MAX_MEMORY_MB = 800;

/** 128 plus the number of SIGTERM. */
const EXIT_CODE = 143;

/** @param name of the image, and of the container and the volume that are made */
export async function tryImage(tool: ContainerTool, name: string): Promise<Row[]> {
  const container = new Container(tool, name, name);
  const readyMs = await container.ready();
  const isHealthy = container.isHealthy();
  const key = await pairWith(container.url, container.log());
  const direct = await startDirect();
  const inImage: SpokenTurn[] = [];
  const besideIt: SpokenTurn[] = [];
  try {
    // The first turn of a backend is slower, and the two take turns, so that both meet the same load.
    for (let i = -1; i < TURNS; i++) {
      const turn = await speakTurn(container.url, key);
      if (i >= 0) inImage.push(turn);
      const other = await direct?.speak();
      if (i >= 0 && other) besideIt.push(other);
    }
  } finally {
    await direct?.stop();
  }
  console.log(`\nIn the image\n${listed(inImage)}\nDirectly\n${listed(besideIt)}`);
  const peakMb = container.peakMemoryMb();
  const end = await stopWhileAnswering(container.url, key, () => container.stop());
  return [
    atMost('ready after the start', readyMs, MAX_READY_MS),
    holds('its health check succeeds', isHealthy),
    holds(
      'hears what is said',
      inImage.every(({ isHeard }) => isHeard),
    ),
    holds(
      'answers aloud',
      inImage.every(({ isAnswered }) => isAnswered),
    ),
    ...(direct
      ? [
          later('begins to answer', ({ firstAudioMs }) => firstAudioMs, inImage, besideIt),
          later('has answered', ({ totalMs }) => totalMs, inImage, besideIt),
        ]
      : []),
    atMost('peak memory', peakMb, MAX_MEMORY_MB, 'MB'),
    holds('finishes its answer when it is stopped', end.isWhole),
    holds('tells the client to come back (1012)', end.closeCode === 1012),
    holds(`ends with exit code ${EXIT_CODE}`, end.stopped === EXIT_CODE),
  ];
}

/** Compares the medians of a time. */
function later(
  what: string,
  of: (turn: SpokenTurn) => number,
  inImage: SpokenTurn[],
  direct: SpokenTurn[],
): Row {
  const [here, there] = [inImage, direct].map((turns) => median(turns.map(of))) as [number, number];
  return atMost(
    `${what} after ${here} ms, without a container ${there} ms: later by`,
    here - there,
    MAX_DIFFERENCE_MS,
  );
}

const listed = (turns: SpokenTurn[]): string =>
  turns
    .map(({ firstAudioMs, totalMs }) => `  first sound ${firstAudioMs} ms, total ${totalMs} ms`)
    .join('\n') || '  -';

/** The same backend without a container. @returns undefined where it cannot hear, after saying why */
async function startDirect() {
  if (!ensureSystemPackages(['speech'])) return undefined;
  const backend = await startBackend();
  await backend.ready();
  await printedCode(backend);
  const key = await pairWith(backend.url, backend.output());
  return { speak: () => speakTurn(backend.url, key), stop: () => backend.stop() };
}
