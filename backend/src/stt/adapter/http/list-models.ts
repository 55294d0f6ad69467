import type OpenAI from 'openai';
import type { Catalogue } from '../../../provider-kit/provider-definition.js';
import type { Vendor } from '../../../provider-kit/errors/provider-problem.js';
import { CONNECT_TIMEOUT_MS } from '../../../provider-kit/http-agent.js';
import { httpError, type HttpErrorOptions } from '../../../provider-kit/errors/http-error.js';

const MAX_MODELS = 200;

/** A request is sent in one piece, so a connection lost after that counts as broken off. */
export const TRANSCRIPTION_REQUEST = { sent: true, otherwise: 'broke_off' } satisfies HttpErrorOptions;

/** What `GET /models` lists. @throws ProviderError */
export async function listModels(
  client: OpenAI,
  vendor: Vendor,
  apiKey: string | undefined,
  signal: AbortSignal,
  isWanted: (model: string) => boolean = () => true,
): Promise<Catalogue> {
  try {
    const page = await client.models.list({ signal, timeout: CONNECT_TIMEOUT_MS });
    const models = page.data.map(({ id }) => id).filter(isWanted);
    return { models: models.slice(0, MAX_MODELS).sort() };
  } catch (error) {
    throw await httpError(vendor, error, { ...TRANSCRIPTION_REQUEST, withoutKey: apiKey === undefined });
  }
}
