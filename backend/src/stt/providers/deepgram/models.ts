import { httpError } from '../../../provider-kit/errors/http-error.js';
import type { Vendor } from '../../../provider-kit/errors/provider-problem.js';
import type { Catalogue } from '../../../provider-kit/provider-definition.js';
import { createDeepgramClient, type DeepgramAccess } from './client.js';

const TIMEOUT_SECONDS = 10;

/** Deepgram's list has only Nova and similar models. */
export const FLUX_MODELS = ['flux-general-en', 'flux-general-multi'] as const;

export const DEEPGRAM_MODELS = ['nova-3', 'nova-3-medical', 'nova-2', ...FLUX_MODELS] as const;

/** The models that can stream. @throws ProviderError */
export async function listDeepgramModels(
  access: DeepgramAccess,
  vendor: Vendor,
  signal: AbortSignal,
): Promise<Catalogue> {
  const client = await createDeepgramClient(access);
  try {
    const { stt = [] } = await client.manage.v1.models.list(
      {},
      { abortSignal: signal, timeoutInSeconds: TIMEOUT_SECONDS, maxRetries: 0 },
    );
    const names = stt.flatMap(({ canonical_name, streaming }) =>
      streaming && canonical_name ? [canonical_name] : [],
    );
    return { models: [...new Set([...names, ...FLUX_MODELS])] };
  } catch (cause) {
    throw await httpError(vendor, cause, { otherwise: 'unreachable' });
  }
}
