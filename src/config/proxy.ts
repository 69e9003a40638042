import * as z from 'zod';
import { whole } from './text';

/** How many proxies a release in cluster mode gets that says nothing of them. */
export const DEFAULT_PROXY = { replicas: 2 } as const;

const count = whole({ min: 1, max: 1000 }, DEFAULT_PROXY.replicas);

const autoscale = z
  .strictObject({
    minReplicas: count.default(DEFAULT_PROXY.replicas).describe('Fewest proxies, 1 to 1000.'),
    maxReplicas: count.default(10).describe('Most proxies, 1 to 1000.'),
    cpuUtilization: whole({ min: 1, max: 100 })
      .default(60)
      .describe('Average use of CPU, in percent of what a proxy requests, 1 to 100: above it proxies are added.'),
  })
  .refine(({ minReplicas, maxReplicas }) => minReplicas <= maxReplicas, {
    path: ['maxReplicas'],
    error: 'must be at least minReplicas',
  });

export const proxy = z
  .union([
    z.literal('unmanaged'),
    z
      .strictObject({
        replicas: count
          .optional()
          .describe(
            `Number of proxies, 1 to 1000. Left out: ${DEFAULT_PROXY.replicas}, unless \`autoscale\` is there.`,
          ),
        autoscale: autoscale
          .optional()
          .describe(
            "The chart's HorizontalPodAutoscaler, with `proxy.replicas: -1`. It needs a CPU request in the values, `proxy.resources.requests.cpu`, which nobody can choose for you.",
          ),
      })
      .refine(({ replicas, autoscale: scaled }) => replicas === undefined || scaled === undefined, {
        error: 'must have at most one of replicas and autoscale',
      }),
  ])
  .optional()
  .describe(
    `The Milvus proxies, to which the load balancer sends every call. Left out: what an existing values file says, where that is safe (2 replicas or more, or -1 with an autoscaler from 2), else ${DEFAULT_PROXY.replicas} replicas; nothing in standalone mode, which has none; \`unmanaged\` says nothing of them. Each proxy takes more connections than over HTTP/1.1: Google's load balancer keeps no pool of HTTP/2 connections.`,
  );
