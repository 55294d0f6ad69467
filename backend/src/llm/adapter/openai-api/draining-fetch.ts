/** The end of a response is due with the end mark of its stream, or a packet later. */
const DRAIN_MS = 250;

/**
 * The openai package leaves a stream at its end mark. Where the end of the response has not come by then, to leave closes
 * the connection, and the next turn would have to open another. So the rest is read here. An abort still closes it.
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
      // Not awaited: whoever has left is not to wait.
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
    // The connection is closed then, which is all that is left to do.
  } finally {
    clearTimeout(timer);
  }
}
