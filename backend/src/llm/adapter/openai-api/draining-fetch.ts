/** The end of a response comes with the end mark of its stream, or one packet later. */
const DRAIN_MS = 250;

/**
 * The openai package stops reading at the end mark of a stream. If the response has not ended by then, the connection would
 * be closed and the next request would need a new one. So this fetch reads the rest. An abort closes the connection at once.
 */
export function drainingFetch(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    return response.body ? new Response(readToEnd(response.body), response) : response;
  };
}

function readToEnd(body: NonNullable<Response['body']>): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      // Not awaited: a reader that leaves must not wait for the rest.
      cancel: () => void drain(reader),
    },
    { highWaterMark: 0 },
  );
}

async function drain(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  const timer = setTimeout(() => void reader.cancel().catch(() => undefined), DRAIN_MS);
  try {
    while (!(await reader.read()).done);
  } catch {
    // The connection is closed, so there is no rest to read.
  } finally {
    clearTimeout(timer);
  }
}
