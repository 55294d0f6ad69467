import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { markdownTable } from '../../../testing/markdown-table.js';
import * as channels from '../common/telemetry/channels.js';
import { TURN_OUTCOMES } from '../common/telemetry/turn-record.js';
import { METRICS } from './metrics/metric-names.js';
import { endedTurn } from './testing/ended-turn.js';
import { turnFields } from './turn-log/turn-fields.js';

const docs = readFileSync(join(import.meta.dirname, '../../../docs/observability.md'), 'utf8');
const namesIn = (cell = '') => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name!);

describe('docs/observability.md', () => {
  it('names every metric with its labels', () => {
    const documented = markdownTable(docs, 'metric').map(([metric, labels]) => [
      namesIn(metric)[0],
      namesIn(labels),
    ]);
    expect(documented).toEqual(Object.entries(METRICS).map(([name, labels]) => [name, [...labels]]));
  });

  it('names every field of the line of a turn', () => {
    const words = { user: '', assistant: '' };
    const documented = markdownTable(docs, 'field').flatMap(([field]) => namesIn(field));
    expect(documented.toSorted()).toEqual(Object.keys(turnFields(endedTurn({ words }))).toSorted());
  });

  it('names every outcome', () => {
    const documented = markdownTable(docs, 'outcome').flatMap(([outcome]) => namesIn(outcome));
    expect(documented).toEqual([...TURN_OUTCOMES]);
  });

  it('names every channel', () => {
    const names = Object.values(channels).flatMap((value) => ('subscribe' in value ? [value.name] : []));
    expect(names.filter((name) => !docs.includes(`\`${name}\``))).toEqual([]);
  });
});
