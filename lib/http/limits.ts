/**
 * What a connection may take, ms: all of its headers, the whole request, and rest between two. A client that sends a byte a
 * second holds a connection for 10 s and nothing else.
 */
export const CONNECTION_LIMITS = {
  maxHeaderSize: 16 * 1024,
  headersTimeout: 10_000,
  requestTimeout: 60_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 2_000,
};

/** Connections beside the sockets that are allowed; more are closed as they come. */
export const MORE_CONNECTIONS = 1_000;
